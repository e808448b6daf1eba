import type { BrowserWindow } from 'electron';
import { channels, type OpenTarget } from '../../shared/contract.ts';
import type { End } from '../../shared/lifetime.ts';
import type { PageMaker } from './page-maker.ts';
import { ownsFrame, type ServedPage } from './served-page.ts';

export interface AppWindow extends ServedPage {
  /** Makes the window, or brings it to the front, and has it show the target. */
  open(target?: OpenTarget): void;
  end: End;
}

/** One window at most: made when it is opened and destroyed when it is closed, so that an idle app holds no page. */
export function createWindow(pages: PageMaker): AppWindow {
  let current: BrowserWindow | undefined;
  let pageListens = false;
  let waiting: OpenTarget[] = [];

  function make(): BrowserWindow {
    const made = pages.make('index', { width: 1120, height: 760, minWidth: 640, minHeight: 480 });
    made.once('closed', () => {
      current = undefined;
      pageListens = false;
    });
    made.webContents.on('did-start-navigation', () => void (pageListens = false));
    return made;
  }

  function flush(): void {
    if (current === undefined || !pageListens) return;
    for (const target of waiting) current.webContents.send(channels.open, target);
    waiting = [];
  }

  return {
    open(target) {
      if (target !== undefined) waiting.push(target);
      if (current === undefined) current = make();
      else bringToFront(current);
      flush();
    },
    listening() {
      pageListens = true;
      flush();
    },
    owns: (frame) => ownsFrame(current, frame),
    contents: () => current?.webContents,
    end: () => current?.destroy(),
  };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
