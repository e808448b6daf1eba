import { shell } from 'electron';
import type { Browser } from '../domain/sign-in-port.ts';
import { isPage } from '../domain/page.ts';

/** The browser that the person has chosen for this desktop. */
export const systemBrowser: Browser = {
  async open(url) {
    if (!isPage(url)) return false;
    try {
      await shell.openExternal(url);
      return true;
    } catch {
      return false;
    }
  },
};
