import { BrowserWindow, nativeTheme, session, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { APP_ORIGIN, serveAppScheme } from './app-scheme.ts';

interface PageMakerNeeds {
  readonly preload: string;
  /** Where the built renderer is. */
  readonly pages: string;
  readonly icon: string;
  readonly devTools: boolean;
}

export interface PageMaker {
  /** A window with one of our pages in it, and with no way to Node, network or elsewhere. It shows itself when it has something to show. */
  make(page: 'index' | 'popover', look: BrowserWindowConstructorOptions): BrowserWindow;
}

export function createPageMaker({ preload, pages, icon, devTools }: PageMakerNeeds): PageMaker {
  let closed: Session | undefined;
  return {
    make(page, look) {
      closed ??= closedSession(pages);
      const made = new BrowserWindow({
        show: false,
        title: 'Tokenkeep',
        icon,
        autoHideMenuBar: true,
        // The colour of the page, so that a dark desktop sees no white flash.
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
        ...look,
        webPreferences: {
          preload,
          session: closed,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          // A spell checker would read what is typed, and fetch its dictionaries.
          spellcheck: false,
          devTools,
        },
      });
      made.once('ready-to-show', () => made.show());
      // A window with nothing in it is worse than none: the next opening makes another.
      made.webContents.on('render-process-gone', () => made.destroy());
      made.on('page-title-updated', (event) => event.preventDefault());
      void made.loadURL(`${APP_ORIGIN}/${page}.html`);
      return made;
    },
  };
}

/** Kept in memory only; saves nothing, and reaches no network. */
function closedSession(pages: string): Session {
  const closed = session.fromPartition('window', { cache: false });
  serveAppScheme(closed, pages);
  // What the page itself has made may be saved, where the person says.
  closed.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault();
  });
  const elsewhere = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'];
  closed.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, answer) => answer({ cancel: true }));
  return closed;
}
