import { screen, type BrowserWindow } from 'electron';
import type { End } from '../../shared/lifetime.ts';
import { beside, type Box } from '../domain/beside.ts';
import type { PageMaker } from './page-maker.ts';
import { ownsFrame, type ServedPage } from './served-page.ts';

const SIZE = { width: 360, height: 460 };
/** A click on the icon takes the focus away first, which closes it; the click itself comes this much later at the most. */
const SAME_CLICK_MS = 300;

export interface Popover extends ServedPage {
  /** Opens beside the icon, or closes. @param icon where it is; empty where the desktop does not tell. */
  toggle(icon: Box): void;
  close(): void;
  end: End;
}

/** A Wayland desktop lets no window choose its place. */
export const canStandBeside = (): boolean =>
  process.platform !== 'linux' || (process.env['WAYLAND_DISPLAY'] ?? '') === '';

/** A small window beside the tray icon. It lives as long as it has the focus. */
export function createPopover(pages: PageMaker): Popover {
  let current: BrowserWindow | undefined;
  let closedAt = -Infinity;

  function make(icon: Box): BrowserWindow {
    const clicked = icon.width > 0 ? icon : { ...screen.getCursorScreenPoint(), width: 1, height: 1 };
    const { workArea } = screen.getDisplayNearestPoint(clicked);
    const made = pages.make('popover', {
      ...SIZE,
      ...beside(clicked, SIZE, workArea),
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
    });
    made.on('blur', () => made.close());
    made.once('closed', () => {
      current = undefined;
      closedAt = performance.now();
    });
    return made;
  }

  return {
    toggle(icon) {
      if (current !== undefined) return current.close();
      if (performance.now() - closedAt > SAME_CLICK_MS) current = make(icon);
    },
    close: () => current?.close(),
    listening: () => undefined,
    owns: (frame) => ownsFrame(current, frame),
    contents: () => current?.webContents,
    end: () => current?.destroy(),
  };
}
