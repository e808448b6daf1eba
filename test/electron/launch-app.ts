import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Answers, Ask, Bridge, CommandName } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';

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
  return launchAppIn({}, home, ...given);
}

/** With these in its environment besides the session's. */
export async function launchAppIn(extra: Record<string, string>, home: string, ...given: readonly string[]) {
  const { file, args } = electronCommand(home, ...given);
  const app = await _electron.launch({
    executablePath: file,
    args,
    timeout: 30_000,
    env: { ...process.env, ...extra } as Record<string, string>,
  });
  // Why a page broke cannot be seen in what a test missed on it.
  const watch = (page: Page) => page.on('pageerror', (error) => console.error(error));
  app.windows().forEach(watch);
  return app.on('window', watch);
}

/** Asks as the page does. */
export function ask<C extends CommandName>(
  page: Page,
  command: C,
  input: Ask<C>,
): Promise<Result<Answers[C], Failure>> {
  const asked = page.evaluate(
    ([name, value]) =>
      (globalThis as unknown as { tokenkeep: Bridge }).tokenkeep.ask(name as 'doctor', value as Ask<'doctor'>),
    [command, input] as const,
  );
  return asked as Promise<Result<Answers[C], Failure>>;
}

/** The desktop's dialog, answered as a person would. */
export function chooses(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
}

/** Waits for what the outside world will show; a failed look counts as not yet. */
export async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  withinMs = 10_000,
): Promise<Exclude<T, false>> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await Promise.resolve(look()).catch(() => undefined);
    if (found !== undefined && found !== false) return found as Exclude<T, false>;
    if (Date.now() > end) throw new Error(`not seen within ${withinMs} ms: ${look.toString().slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
