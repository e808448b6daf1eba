import { app } from 'electron';
import path from 'node:path';
import type { OpenTarget } from '../shared/contract.ts';
import type { FileFailure } from '../shared/failure.ts';
import type { Lifetime } from '../shared/lifetime.ts';
import type { Toast } from '../shared/notice.ts';
import { succeeded, type Result } from '../shared/result.ts';
import { later, minutes, type Duration } from '../shared/time.ts';
import type { SocketPlace } from '../shared/socket.ts';
import { answerWith } from './adapters/agent-answers.ts';
import { serveAgent } from './adapters/agent-socket.ts';
import { systemClock } from './adapters/clock.ts';
import { connectBus } from './adapters/dbus.ts';
import type { HomePlaces } from './adapters/home.ts';
import { openLog } from './adapters/log-file.ts';
import { openAppPorts } from './app-ports.ts';
import { tomorrowMorning } from './domain/holding.ts';
import { trayView, type TrayAction } from './domain/tray-view.ts';
import { logBugs } from './electron/bugs.ts';
import { serveWindow } from './electron/ipc.ts';
import { watchPower } from './electron/power.ts';
import { createShortcut } from './electron/shortcut.ts';
import type { TrayIcon } from './electron/tray.ts';
import { createWindow, type AppWindow } from './electron/window.ts';
import { watchTrayHost } from './adapters/tray-host.ts';
import { openVault, type Vault } from './vault.ts';

interface AppNeeds {
  readonly places: HomePlaces;
  readonly socket: SocketPlace;
  readonly tray: TrayIcon;
  readonly lifetime: Lifetime;
  /** Where the built files are. */
  readonly out: string;
  quit(): void;
}

export interface RunningApp {
  act(action: TrayAction): void;
  /** The process cannot end by itself: a keychain call holds it. */
  stuck(): boolean;
}

/** Opens the vault and everything that shows it. Loaded when the tray icon is up, for most of the app's code hangs on it. */
export async function runApp({
  places,
  socket,
  tray,
  lifetime,
  out,
  quit,
}: AppNeeds): Promise<Result<RunningApp, FileFailure>> {
  const log = openLog(places.logs);
  logBugs(log);
  const bus = connectBus();
  lifetime.own(bus.close);
  const window = createWindow({
    preload: path.join(out, 'preload', 'index.cjs'),
    pages: path.join(out, 'renderer'),
    icon: path.join(out, 'icons', 'app.png'),
    devTools: process.env['TOKENKEEP_DEV_TOOLS'] === '1',
  });
  lifetime.own(window.end);
  let clockOffset = (): Duration | undefined => undefined;
  const opened = openAppPorts({
    places,
    bus,
    log,
    lifetime,
    onClick: (toast) => window.open(targetOf(toast)),
    clockOffset: () => clockOffset(),
  });
  if (!opened.ok) return opened;

  let hasHost = true;
  const vault = openVault(opened.value.ports, {
    open(target) {
      window.open(target);
      return true;
    },
    leave(as) {
      if (as === 'user') setImmediate(quit);
      return as === 'user';
    },
    tray: () => (hasHost ? 'shown' : 'no-host'),
    language: app.getPreferredSystemLanguages()[0],
    drawsLabels: true,
    asks: true,
  });
  clockOffset = vault.clockOffset;
  lifetime.own(vault.stop);
  lifetime.own(vault.watch(() => tray.draw(trayView(vault.snapshot(), systemClock.now()))));
  const search = (): void => window.open({ kind: 'search' });
  const shortcut = createShortcut(search);
  lifetime.own(shortcut.end);
  lifetime.own(
    vault.watch(() => {
      if (!shortcut.set(vault.snapshot().settings.shortcut)) log.note('shortcut-refused');
    }),
  );
  lifetime.own(serveWindow({ window, handlers: vault.handlers, watch: vault.watch, log }));
  if (process.platform === 'linux') {
    const watching = watchTrayHost(bus, (owned) => {
      if (owned && !hasHost) tray.showAgain();
      hasHost = owned;
      vault.refresh();
    });
    lifetime.own(watching.end);
    void watching.none.then(() => window.open());
  }
  const served = await serveAgent({ place: socket, answer: answerWith(vault.agent, log), log });
  if (served.ok) lifetime.own(served.value);
  else log.note('agent-socket-refused', { code: served.failure.code });
  // Not awaited: a keychain that hangs holds up neither tray nor window.
  void vault.start().then(() => lifetime.own(watchPower({ resumed: vault.resumed, online: vault.online })));
  return succeeded({
    act: (action) => (action.do === 'search' ? search() : void act(action, vault, window)),
    stuck: opened.value.stuck,
  });
}

/** A question stands before whatever the window shows. */
function targetOf({ kind, token }: Toast): OpenTarget {
  if (token !== undefined) return { kind: 'token', token };
  return { kind: kind === 'question' ? 'home' : 'inbox' };
}

async function act(action: Exclude<TrayAction, { do: 'search' }>, { handlers }: Vault, window: AppWindow): Promise<void> {
  switch (action.do) {
    case 'copy': {
      // What could not be copied is told in the window: a menu has no room for a reason.
      const copied = await handlers.copy({ token: action.token });
      if (!copied.ok) window.open({ kind: 'token', token: action.token });
      return;
    }
    case 'check':
      return void (await handlers.check({ tokens: [action.token] }));
    case 'check-all':
      return void (await handlers.check({}));
    case 'open':
      return window.open({ kind: 'token', token: action.token });
    case 'open-inbox':
      return window.open({ kind: 'inbox' });
    case 'open-home':
      return window.open({ kind: 'home' });
    case 'pause':
      return void (await handlers.pause({ until: pauseEnd(action.for) }));
    case 'quit':
      return;
  }
}

function pauseEnd(length: 'hour' | 'tomorrow' | 'off'): number | null {
  const now = systemClock.now();
  if (length === 'off') return null;
  return length === 'hour' ? later(now, minutes(60)) : tomorrowMorning(now, systemClock.zoneOffset(now));
}
