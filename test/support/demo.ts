// `npm run demo [-- --for SECONDS]`: a vault to look at, thrown away at the end, with tokens in every state of issuers that run here and
// live for a minute or two. The real vault is not touched: this one has a folder and ids of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { tellDemo, type Seen } from './demo-telling.ts';
import { seedDemo } from './demo-tokens.ts';

const root = path.join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const { values } = parseArgs({ options: { for: { type: 'string', default: '0' } } });
const seconds = Number(values.for);
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

if (hasDisplay || process.env['TOKENKEEP_SESSION'] !== undefined) await show();
else await inPrivateDesktop();

/** With no display there is no keyring either, as a rule: both come with the private desktop. */
async function inPrivateDesktop(): Promise<void> {
  console.log('demo: there is no display, so this runs in a private desktop and is told here');
  const command = path.join(root, 'build', 'desktop-session');
  const child = spawn(command, [process.execPath, import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [status] = (await once(child, 'exit')) as [number | null];
  process.exitCode = status ?? 1;
}

async function show(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'tokenkeep-demo-'));
  const tokenkeep = async (args: readonly string[], stdin = ''): Promise<string> => {
    const asked = run(path.join(root, 'out', 'tokenkeep'), args, { env: { ...process.env, TOKENKEEP_HOME: home } });
    asked.child.stdin?.end(stdin);
    return (await asked.catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }))).stdout;
  };
  const holder = spawn(process.execPath, [path.join(root, 'build', 'demo-app.mjs'), home], { stdio: 'inherit' });
  const gone = once(holder, 'exit');
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  void gone.then(() => ending.abort());
  const issuers = await seedDemo(tokenkeep);
  if (seconds > 0) setTimeout(() => ending.abort(), seconds * 1000).unref();
  await tell(tokenkeep, ending.signal);
  for (const name of issuers.names) await tokenkeep(['forget', name]);
  holder.kill('SIGTERM');
  await gone;
  await issuers.close();
  rmSync(home, { recursive: true, force: true });
}

async function tell(tokenkeep: (args: readonly string[]) => Promise<string>, ending: AbortSignal): Promise<void> {
  const typed = async (...args: readonly string[]): Promise<void> =>
    console.log(`\n$ tokenkeep ${args.join(' ')}\n${await tokenkeep(args)}`);
  await typed('list');
  await typed('rotate', 'gitlab-ci', '--preview');
  console.log(
    'demo: one token renews itself in half a minute; another is warned of by then, and ends a minute later. Ctrl-C ends it all.\n',
  );
  const readTray = await trayReader();
  const look = async () => {
    const [tokens, notices] = await Promise.all([tokenkeep(['--json', 'list']), tokenkeep(['--json', 'notices'])]);
    const tray = await readTray();
    return { tokens: listOf<Seen['tokens'][0]>(tokens), notices: listOf<Seen['notices'][0]>(notices), tray };
  };
  await tellDemo(look, console.log, ending);
  await typed('list');
  await typed('notices');
}

/** What could not be asked is nothing: whoever ends the app ends the demo. */
function listOf<T>(json: string): readonly T[] {
  return json === '' ? [] : (JSON.parse(json) as readonly T[]);
}

/** Where tray icons are on a bus: the first line of our menu, as a panel would show it. */
async function trayReader(): Promise<() => Promise<string | undefined>> {
  if (process.platform !== 'linux') return async () => undefined;
  const { readMenu, shownLabel, trayItems } = await import('../electron/tray-over-dbus.ts');
  return async () => {
    try {
      const [item] = await trayItems();
      return item === undefined ? undefined : shownLabel((await readMenu(item))[0]?.label ?? '');
    } catch {
      return undefined;
    }
  };
}
