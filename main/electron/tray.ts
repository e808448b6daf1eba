import { Tray, type Menu, nativeImage } from 'electron';
import path from 'node:path';
import type { End } from '../../shared/lifetime.ts';
import type { TrayAction, TrayFace, TrayView } from '../domain/tray-view.ts';
import { createMenuHold } from './menu-hold.ts';
import { buildMenu } from './tray-menu.ts';

interface TrayNeeds {
  readonly iconFolder: string;
  act(action: TrayAction): void;
}

export interface TrayIcon {
  /** Shows this and nothing else. A view like the last one touches nothing. */
  draw(view: TrayView): void;
  /** Makes the icon anew: a host that turned up after the icon was made does not know of it. */
  showAgain(): void;
  /** Where the icon is; empty where the desktop does not tell. */
  bounds(): Electron.Rectangle;
  end: End;
}

export function createTray({ iconFolder, act }: TrayNeeds): TrayIcon {
  let drawn: TrayView = {
    face: 'unsure',
    tooltip: 'Tokenkeep',
    items: [{ kind: 'action', label: 'Quit', action: { do: 'quit' } }],
  };
  let menuIsOld = false;
  const hold = createMenuHold(() => {
    if (menuIsOld) drawMenu();
  });
  let menu = newMenu();
  let tray = begin();

  function newMenu(): Menu {
    const made = buildMenu(drawn.items, (action) => {
      hold.chosen();
      act(action);
    });
    hold.watch(made);
    return made;
  }

  function begin(): Tray {
    const made = new Tray(imageOf(iconFolder, drawn.face));
    made.setToolTip(drawn.tooltip);
    // Linux and Windows open a menu only where one was set. Set on macOS, it would take every click.
    if (process.platform === 'darwin') made.on('right-click', () => made.popUpContextMenu(menu));
    else made.setContextMenu(menu);
    made.on('click', () => act({ do: 'peek' }));
    return made;
  }

  function drawMenu(): void {
    menuIsOld = false;
    menu = newMenu();
    if (process.platform !== 'darwin') tray.setContextMenu(menu);
  }

  return {
    draw(view) {
      const before = drawn;
      drawn = view;
      if (view.face !== before.face) tray.setImage(imageOf(iconFolder, view.face));
      if (view.tooltip !== before.tooltip) tray.setToolTip(view.tooltip);
      if (JSON.stringify(view.items) === JSON.stringify(before.items)) return;
      if (hold.isOn()) menuIsOld = true;
      else drawMenu();
    },
    showAgain() {
      tray.destroy();
      tray = begin();
    },
    bounds: () => tray.getBounds(),
    end: () => tray.destroy(),
  };
}

/** macOS colours a template image itself; elsewhere the glyph is white with a dark edge. */
function imageOf(folder: string, face: TrayFace): Electron.NativeImage {
  const name =
    process.platform === 'darwin'
      ? `tray-${face}Template.png`
      : process.platform === 'linux'
        ? `tray-${face}@2x.png`
        : `tray-${face}.png`;
  return nativeImage.createFromPath(path.join(folder, name));
}
