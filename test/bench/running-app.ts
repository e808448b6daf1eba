import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { socketPlace, type SocketPlace } from '../../shared/socket.ts';
import { stop, trayApps } from './tray-apps.ts';

export const TOKENKEEP = join(resolve(import.meta.dirname, '..', '..'), 'out', 'tokenkeep');

/** The app as it is built, with one token that it lends to anybody. */
export interface RunningApp {
  readonly home: string;
  readonly place: SocketPlace;
  /** Without what would have Node read certificates at each start. */
  readonly env: NodeJS.ProcessEnv;
  end(): Promise<void>;
}

export async function runningApp(): Promise<RunningApp> {
  const { ours } = trayApps();
  const child = ours.start();
  const place = socketPlace(ours.home, process.platform, process.getuid?.(), tmpdir());
  while (!existsSync(place.path)) await pause(50);
  const { NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
  const facts = ['--provider', 'other', '--expires', 'never', '--policy', 'open'];
  const input = `key_${'0'.repeat(36)}`;
  execFileSync(process.execPath, [TOKENKEEP, '--home', ours.home, 'add', 'bench', ...facts], { env, input });
  return { home: ours.home, place, env, end: () => stop(child) };
}
