import { app, type Session, type WebContents } from 'electron';

/** For every page and every session of this process, whoever made it. To be called before the app is ready. */
export function confineAll(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('session-created', grantNothing);
}

/** A page is one page: it goes nowhere, opens nothing and embeds nothing. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No camera, no place, no notification, no device. */
function grantNothing(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
