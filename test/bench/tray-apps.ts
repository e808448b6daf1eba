import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');
const RUNTIME = join(ROOT, 'build', 'electron-runtime.mjs');

/** Longer than any end should take; then it is not asked any more. */
const MOST_END_MS = 10_000;

export interface TrayApp {
  readonly name: string;
  /** A folder of its own, which outlives its runs: both sides start warm. */
  readonly home: string;
  /** Starts it; the moment of the spawn is the caller's to note. */
  start(): ChildProcess;
}

/** Ours as it was built, and the bare one, on the same runtime with the same switches. */
export function trayApps(): { readonly ours: TrayApp; readonly bare: TrayApp } {
  const electron = execFileSync(process.execPath, [RUNTIME, '--path'], { encoding: 'utf8' }).trim();
  // As root Chromium has no sandbox to use.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = (name: string, args: (home: string) => readonly string[]): TrayApp => {
    const home = mkdtempSync(join(process.env['TOKENKEEP_SESSION'] ?? tmpdir(), `bench-${name}-`));
    return { name, home, start: () => spawn(electron, [...sandbox, ...args(home)], { stdio: 'ignore' }) };
  };
  return {
    ours: app('tokenkeep', (home) => [ROOT, `--home=${home}`]),
    bare: app('bare', (home) => [join(import.meta.dirname, 'bare-app'), `--user-data-dir=${home}`]),
  };
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), MOST_END_MS);
  await gone;
  clearTimeout(late);
}
