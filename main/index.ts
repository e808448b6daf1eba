import { app, dialog } from 'electron';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../shared/failure.ts';
import { linkedToken } from '../shared/deep-link.ts';
import { createLifetime } from '../shared/lifetime.ts';
import { socketPlace } from '../shared/socket.ts';
import { writeNoCore } from './adapters/no-core.ts';
import { homeOf, prepareHome, type HomePlaces } from './adapters/home.ts';
import { becomeSoleApp } from './adapters/sole-app.ts';
import type { RunningApp } from './app.ts';
import { confineAll } from './electron/confine.ts';
import { declareAppScheme } from './electron/app-scheme.ts';
import { hearLinks } from './electron/deep-links.ts';
import { createTray } from './electron/tray.ts';

/** Longer than all ends together take on a day when nothing is wrong. */
const MOST_END_MS = 8000;
/** What the desktop takes to show an icon, on a slow day. */
const ICON_MS = 150;

/** The name of the token that a link leads to. */
let linked = linkedToken(process.argv.slice(1));
const lifetime = createLifetime();
let running: RunningApp | undefined;
let ending = false;
let isInstalling = false;

app.setName('Tokenkeep');
app.setAppUserModelId('dev.tokenkeep.app');
app.dock?.hide();
declareAppScheme();
confineAll();
writeNoCore();
hearLinks((token) => {
  linked = token;
  running?.show(token);
});
// The window may be closed and the app stays; it ends by its menu, or by a signal.
app.on('window-all-closed', () => undefined);
app.on('before-quit', (event) => {
  if (isInstalling) return;
  event.preventDefault();
  if (!ending) void end();
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
void begin();

async function begin(): Promise<void> {
  const home = homeOf(app.commandLine.getSwitchValue('home') || undefined);
  const places = prepareHome(home);
  if (!places.ok) return refuse(places.failure);
  app.setPath('userData', path.join(home, 'electron'));
  const socket = socketPlace(home, process.platform, process.getuid?.(), tmpdir());
  const [holding] = await Promise.all([becomeSoleApp(places.value.lock, socket, linked), app.whenReady()]);
  if (holding.kind === 'shown-elsewhere') return app.exit(0);
  if (holding.kind === 'refused') return refuse(holding.failure);
  lifetime.own(holding.release);
  await show(places.value, socket);
}

/** The icon first: the rest is loaded while it is seen already, and what is asked of it meanwhile is done then. */
async function show(places: HomePlaces, socket: ReturnType<typeof socketPlace>): Promise<void> {
  const out = path.dirname(import.meta.dirname);
  const tray = createTray({
    iconFolder: path.join(out, 'icons'),
    act: (action) => (action.do === 'quit' ? app.quit() : void started.then((it) => it?.act(action))),
  });
  lifetime.own(tray.end);
  // The icon is shown in several small steps of this thread, and what is loaded next would keep it busy meanwhile.
  const started = pause(ICON_MS).then(async () => {
    const { runApp } = await import('./app.ts');
    const result = await runApp({
      places,
      socket,
      tray,
      lifetime,
      out,
      language: systemLanguage(),
      quit: () => app.quit(),
    });
    if (result.ok) return result.value;
    await refuse(result.failure);
    return undefined;
  });
  app.on('activate', () => void started.then((it) => it?.act({ do: 'open-home' })));
  running = await started;
  if (linked !== undefined) running?.show(linked);
  else if (app.commandLine.hasSwitch('open')) running?.act({ do: 'open-home' });
}

async function end(): Promise<void> {
  ending = true;
  const late = setTimeout(leave, MOST_END_MS);
  await lifetime.end();
  clearTimeout(late);
  isInstalling = running?.finish() === true && process.platform === 'darwin';
  // There the system's installer ends the app; it has as long as all else had.
  if (isInstalling) setTimeout(leave, MOST_END_MS);
  else leave();
}

function leave(): void {
  // Exit waits for every thread, and one that waits for the keychain may never come back.
  if (running?.stuck() === true) process.kill(process.pid, 'SIGKILL');
  app.exit(0);
}

const systemLanguage = (): string | undefined => app.getPreferredSystemLanguages()[0];

/** Says why there is no app, in the terminal and on the desktop. Nothing was changed. */
async function refuse(failure: Failure): Promise<void> {
  const { failureWords } = await import('../shared/words-failure.ts');
  const { happened, todo = '' } = failureWords(failure);
  process.stderr.write(`tokenkeep: error: ${happened} ${todo}\n`);
  await app.whenReady();
  await dialog.showMessageBox({ type: 'error', title: 'Tokenkeep', message: happened, detail: todo });
  app.exit(1);
}
