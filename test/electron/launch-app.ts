import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Ask, Bridge, CommandName } from '../../shared/contract.ts';

const root = path.resolve(import.meta.dirname, '../..');
const electron = execFileSync(process.execPath, [path.join(root, 'build', 'electron-runtime.mjs'), '--path'], {
  encoding: 'utf8',
}).trim();

export const freshHome = (): string => mkdtempSync(path.join(process.env['TOKENKEEP_SESSION'] ?? '', 'vault-'));

/** Electron's own arguments; the sandbox of its processes cannot be had as root. */
export function electronCommand(
  home: string,
  ...given: readonly string[]
): { readonly file: string; readonly args: string[] } {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { file: electron, args: [...sandbox, root, `--home=${home}`, ...given] };
}

export function launchApp(home: string, ...given: readonly string[]): Promise<ElectronApplication> {
  const { file, args } = electronCommand(home, ...given);
  return _electron.launch({ executablePath: file, args, timeout: 30_000 });
}

/** Asks as the page does. */
export function ask<C extends CommandName>(page: Page, command: C, input: Ask<C>) {
  return page.evaluate(
    ([name, value]) =>
      (window as unknown as { tokenkeep: Bridge }).tokenkeep.ask(name as 'doctor', value as Ask<'doctor'>),
    [command, input] as const,
  );
}

/** Waits for what the outside world will show; a failed look counts as not yet. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await Promise.resolve(look()).catch(() => undefined);
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`not seen within ${withinMs} ms: ${look.toString().slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
