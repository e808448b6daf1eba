import { Menu, type MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../../shared/invariant.ts';
import type { TrayAction, TrayItem } from '../domain/tray-view.ts';

export function buildMenu(items: readonly TrayItem[], act: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(items.map((item) => entryOf(item, act)));
}

function entryOf(item: TrayItem, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: literal(item.label), enabled: false };
    case 'action':
      return { label: literal(item.label), click: () => act(item.action) };
    case 'submenu':
      return { label: literal(item.label), submenu: item.items.map((inner) => entryOf(inner, act)) };
    default:
      return assertNever(item);
  }
}

/** A single `&` would mark the next letter as a shortcut. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
