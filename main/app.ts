import path from 'node:path';
import type { OpenTarget } from '../shared/contract.ts';
import type { FileFailure } from '../shared/failure.ts';
import type { Lifetime } from '../shared/lifetime.ts';
import type { Toast } from '../shared/notice.ts';
import { succeeded, type Result } from '../shared/result.ts';
import type { Duration } from '../shared/time.ts';
import type { SocketPlace } from '../shared/socket.ts';
import { answerWith } from './adapters/agent-answers.ts';
import { serveAgent } from './adapters/agent-socket.ts';
import { systemClock } from './adapters/clock.ts';
import { connectBus } from './adapters/dbus.ts';
import type { HomePlaces } from './adapters/home.ts';
import { openLog } from './adapters/log-file.ts';
import { openAppPorts } from './app-ports.ts';
import { trayView, type TrayAction } from './domain/tray-view.ts';
import { logBugs } from './electron/bugs.ts';
import { chooseNewFile, choosePath } from './electron/dialogs.ts';
import { servePages } from './electron/ipc.ts';
import { createPageMaker } from './electron/page-maker.ts';
import { createPopover } from './electron/popover.ts';
import { watchPower } from './electron/power.ts';
import { createShortcut } from './electron/shortcut.ts';
import type { TrayIcon } from './electron/tray.ts';
import { createWindow } from './electron/window.ts';
import { watchScreenLock } from './adapters/screen-lock.ts';
import { watchTrayHost } from './adapters/tray-host.ts';
import { trayActs } from './tray-acts.ts';
import { openVault } from './vault.ts';

interface AppNeeds {
  readonly places: HomePlaces;
  readonly socket: SocketPlace;
  readonly tray: TrayIcon;
  readonly lifetime: Lifetime;
  /** Where the built files are. */
  readonly out: string;
  /** The desktop's, as a BCP 47 tag. */
  readonly language: string | undefined;
  quit(): void;
}

export interface RunningApp {
  act(action: TrayAction): void;
  /** Brings up the window at the token of this name, or at the list where there is none. */
  show(token: string): void;
  /** The process cannot end by itself: a keychain call holds it. */
  stuck(): boolean;
  /** To be called when all has ended: an update that was chosen is put in place. True where there was one. */
  finish(): boolean;
}

/** Opens the vault and everything that shows it. Loaded when the tray icon is up, for most of the app's code hangs on it. */
export async function runApp({
  places,
  socket,
  tray,
  lifetime,
  out,
  language,
  quit,
}: AppNeeds): Promise<Result<RunningApp, FileFailure>> {
  const log = openLog(places.logs);
  logBugs(log);
  const bus = connectBus();
  lifetime.own(bus.close);
  const pages = createPageMaker({
    preload: path.join(out, 'preload', 'index.cjs'),
    pages: path.join(out, 'renderer'),
    icon: path.join(out, 'icons', 'app.png'),
    devTools: process.env['TOKENKEEP_DEV_TOOLS'] === '1',
  });
  const window = createWindow(pages);
  const popover = createPopover(pages);
  lifetime.own(window.end);
  lifetime.own(popover.end);
  let clockOffset = (): Duration | undefined => undefined;
  const opened = openAppPorts({
    places,
    bus,
    log,
    lifetime,
    onClick: (toast) => window.open(targetOf(toast)),
    clockOffset: () => clockOffset(),
    quit,
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
    language,
    drawsLabels: true,
    asks: true,
    choose: (what, name) =>
      what === 'new-file' ? chooseNewFile(window.contents(), name) : choosePath(window.contents(), what),
  });
  clockOffset = vault.clockOffset;
  lifetime.own(vault.stop);
  lifetime.own(vault.watch(() => tray.draw(trayView(vault.snapshot(), systemClock.now()))));
  let startsAtLogin: boolean | undefined;
  const followLogin = async (): Promise<void> => {
    const { startAtLogin } = vault.snapshot().settings;
    if (startAtLogin === startsAtLogin) return;
    startsAtLogin = startAtLogin;
    if (!(await opened.value.loginItem.set(startAtLogin))) log.note('login-item-refused');
  };
  lifetime.own(vault.watch(() => void followLogin()));
  const search = (): void => window.open({ kind: 'search' });
  const shortcut = createShortcut(search);
  lifetime.own(shortcut.end);
  lifetime.own(
    vault.watch(() => {
      if (!shortcut.set(vault.snapshot().settings.shortcut)) log.note('shortcut-refused');
    }),
  );
  const show = (target: OpenTarget): void => {
    window.open(target);
    popover.close();
  };
  lifetime.own(servePages({ pages: [window, popover], handlers: vault.handlers, watch: vault.watch, show, log }));
  if (process.platform === 'linux') {
    lifetime.own(watchScreenLock(bus, () => vault.signed('screen')));
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
  void vault
    .start()
    .then(() => lifetime.own(watchPower({ resumed: vault.resumed, signed: vault.signed, online: vault.online })));
  const act = trayActs({ vault, window, popover, tray });
  return succeeded({
    act: (action) => (action.do === 'search' ? search() : void act(action)),
    show(name) {
      const found = vault.snapshot().tokens.find(({ token }) => token.label === name);
      window.open(found === undefined ? { kind: 'home' } : { kind: 'token', token: found.token.id });
    },
    stuck: opened.value.stuck,
    finish() {
      // What starts next is to open this vault, wherever it was named.
      process.env['TOKENKEEP_HOME'] = places.folder;
      return opened.value.updates.finish();
    },
  });
}

/** A question stands before whatever the window shows. */
function targetOf({ kind, token }: Toast): OpenTarget {
  if (token !== undefined) return { kind: 'token', token };
  return { kind: kind === 'question' ? 'home' : 'inbox' };
}
