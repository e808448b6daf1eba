// `npm run demo [-- --for SECONDS]`: a vault to look at, thrown away at the end, with tokens in every state of issuers that run here and
// answer for two minutes or so. The real vault is not touched: this one has a folder and ids of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
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
  console.log(
    '\ndemo: click the tray icon; a token expires in two minutes, another renews itself. Ctrl-C ends it all.\n',
  );
  await tell(tokenkeep, ending.signal);
  for (const name of issuers.names) await tokenkeep(['forget', name]);
  holder.kill('SIGTERM');
  await gone;
  await issuers.close();
  rmSync(home, { recursive: true, force: true });
}

async function tell(tokenkeep: (args: readonly string[]) => Promise<string>, ending: AbortSignal): Promise<void> {
  const until = seconds > 0 ? Date.now() + seconds * 1000 : Infinity;
  console.log(`$ tokenkeep rotate gitlab-ci --preview\n${await tokenkeep(['rotate', 'gitlab-ci', '--preview'])}`);
  while (!ending.aborted && Date.now() < until) {
    console.log(`${new Date().toLocaleTimeString()}  $ tokenkeep list\n${await tokenkeep(['list'])}`);
    await pause(Math.min(20_000, until - Date.now()), undefined, { signal: ending }).catch(() => undefined);
  }
  console.log(`$ tokenkeep notices\n${await tokenkeep(['notices'])}`);
}
