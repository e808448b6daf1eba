import { app } from 'electron';
import { autostartPlace, createAutostart } from './adapters/autostart-file.ts';
import type { LoginItem } from './domain/login-item-port.ts';
import { createLoginItem } from './electron/login-item.ts';

/** This app, on this vault. An AppImage is started by its own file: what it was unpacked to is gone by then. */
export function loginItemFor(home: string): LoginItem {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), `--home=${home}`];
  if (process.platform !== 'linux') return createLoginItem(args);
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return createAutostart(autostartPlace(process.env), { program, args, home });
}
