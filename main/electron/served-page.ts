import type { BrowserWindow, WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';

/** A page that is answered. */
export interface ServedPage {
  /** The page listens now: what was to be opened meanwhile is sent. */
  listening(): void;
  /** True for the top frame of our own page, and for nothing else. */
  owns(frame: WebFrameMain | null | undefined): boolean;
  contents(): WebContents | undefined;
}

export function ownsFrame(window: BrowserWindow | undefined, frame: WebFrameMain | null | undefined): boolean {
  if (frame === null || frame === undefined || window === undefined) return false;
  return frame === window.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
}
