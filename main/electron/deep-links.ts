import { app } from 'electron';
import { tokenOfLink } from '../../shared/deep-link.ts';

/**
 * Hears links as macOS tells them, and has Windows know them; on Linux the desktop entry does that, and a link is an argument there. To be
 * called before the app is ready.
 */
export function hearLinks(open: (token: string) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const token = tokenOfLink(url);
    if (token !== undefined) open(token);
  });
  // After two dashes nothing in a link is taken for a switch.
  if (process.platform === 'win32' && app.isPackaged)
    app.setAsDefaultProtocolClient('tokenkeep', process.execPath, ['--']);
}
