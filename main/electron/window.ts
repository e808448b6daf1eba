import { BrowserWindow, nativeTheme, session, type Session, type WebContents, type WebFrameMain } from 'electron';
import { channels, type OpenTarget } from '../../shared/contract.ts';
import type { End } from '../../shared/lifetime.ts';
import { APP_ORIGIN, serveAppScheme } from './app-scheme.ts';

interface WindowNeeds {
  readonly preload: string;
  /** Where the built renderer is. */
  readonly pages: string;
  readonly icon: string;
  readonly devTools: boolean;
}

export interface AppWindow {
  /** Makes the window, or brings it to the front, and has it show the target. */
  open(target?: OpenTarget): void;
  /** The page listens now: what was to be opened meanwhile is sent. */
  listening(): void;
  /** True for the top frame of our own page, and for nothing else. */
  owns(frame: WebFrameMain | null | undefined): boolean;
  contents(): WebContents | undefined;
  end: End;
}

/** One window at most: made when it is opened and destroyed when it is closed, so that an idle app holds no page. */
export function createWindow(needs: WindowNeeds): AppWindow {
  let current: BrowserWindow | undefined;
  let pageListens = false;
  let waiting: OpenTarget[] = [];
  let closed: Session | undefined;

  function make(): BrowserWindow {
    closed ??= closedSession(needs.pages);
    const made = new BrowserWindow({
      width: 1080,
      height: 720,
      minWidth: 640,
      minHeight: 480,
      show: false,
      title: 'Tokenkeep',
      icon: needs.icon,
      autoHideMenuBar: true,
      // The colour of the page, so that a dark desktop sees no white flash.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
      webPreferences: {
        preload: needs.preload,
        session: closed,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // A spell checker would read what is typed, and fetch its dictionaries.
        spellcheck: false,
        devTools: needs.devTools,
      },
    });
    made.once('ready-to-show', () => made.show());
    made.once('closed', () => {
      current = undefined;
      pageListens = false;
    });
    made.on('page-title-updated', (event) => event.preventDefault());
    confine(made.webContents);
    made.webContents.on('did-start-navigation', () => void (pageListens = false));
    void made.loadURL(`${APP_ORIGIN}/index.html`);
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
    owns(frame) {
      if (frame === null || frame === undefined || current === undefined) return false;
      return frame === current.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
    },
    contents: () => current?.webContents,
    end: () => current?.destroy(),
  };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Kept in memory only; grants nothing, saves nothing, and reaches no network. */
function closedSession(pages: string): Session {
  const closed = session.fromPartition('window', { cache: false });
  serveAppScheme(closed, pages);
  closed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  closed.setPermissionCheckHandler(() => false);
  closed.setDevicePermissionHandler(() => false);
  closed.on('will-download', (event) => event.preventDefault());
  const elsewhere = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'];
  closed.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, answer) => answer({ cancel: true }));
  return closed;
}

/** The page is one page: it goes nowhere, opens nothing and embeds nothing. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
