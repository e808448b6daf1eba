import type { FileFailure } from '../shared/failure.ts';
import type { Lifetime } from '../shared/lifetime.ts';
import type { Toast } from '../shared/notice.ts';
import { succeeded, type Result } from '../shared/result.ts';
import type { Duration } from '../shared/time.ts';
import { openAuditLog } from './adapters/audit-file.ts';
import { withCopies } from './adapters/audit-with-copies.ts';
import { createBackupBox } from './adapters/backup-box.ts';
import { createBroker } from './adapters/broker.ts';
import { systemCallers } from './adapters/callers.ts';
import { createScheduler, systemClock, systemTimer } from './adapters/clock.ts';
import type { Bus } from './adapters/dbus.ts';
import { createDigester } from './adapters/digester.ts';
import { createDoctor } from './adapters/doctor.ts';
import { feedUpdaterOf } from './adapters/feed-updater.ts';
import type { HomePlaces } from './adapters/home.ts';
import { createElsewhere } from './adapters/elsewhere.ts';
import { openHomeSecrets } from './adapters/home-secrets.ts';
import { createHttp } from './adapters/http.ts';
import { createKeyring } from './adapters/keyring.ts';
import { createNodeNotifier } from './adapters/node-notifier.ts';
import { hasNotificationDaemon } from './adapters/notification-daemon.ts';
import { proxyLogin, withLogin } from './adapters/proxy-choice.ts';
import { systemRandom } from './adapters/random.ts';
import { createSecretService } from './adapters/secret-service.ts';
import { createSignIn } from './adapters/sign-in.ts';
import { withSpare } from './adapters/spare-exchange.ts';
import { createTargets } from './adapters/targets.ts';
import { createTeams } from './adapters/teams.ts';
import { createToolHosts } from './adapters/tool-hosts.ts';
import { createUndiciExchange } from './adapters/undici-exchange.ts';
import { readByWlPaste } from './adapters/wl-paste.ts';
import { createX11Clipboard } from './adapters/x11-clipboard.ts';
import { createUpdates, type AppUpdates } from './adapters/updates.ts';
import { openVaultFiles } from './adapters/vault-files.ts';
import { createWebhook } from './adapters/webhook.ts';
import type { Exchange } from './domain/http-port.ts';
import type { Clipboard, Log, Ports } from './domain/ports.ts';
import type { LoginItem } from './domain/login-item-port.ts';
import { systemBrowser } from './electron/browser.ts';
import { createElectronClipboard } from './electron/clipboard.ts';
import { createNetExchange, systemProxy } from './electron/net-exchange.ts';
import { openUpdater, relaunch, updateSource } from './electron/update-source.ts';
import { createNotifier, showsNotifications } from './electron/notifier.ts';
import { systemPresence } from './electron/presence.ts';
import { openElectronStore } from './electron/store.ts';
import { loginItemFor } from './start-at-login.ts';

/** What the keychain's own program shows as the owner of our entries. */
const SERVICE = 'tokenkeep';

interface AppPortsNeeds {
  readonly places: HomePlaces;
  readonly bus: Bus;
  readonly log: Log;
  readonly lifetime: Lifetime;
  onClick(toast: Toast): void;
  clockOffset(): Duration | undefined;
  /** Ends the app, to put an update in its place. */
  quit(): void;
}

interface AppPorts {
  readonly ports: Ports;
  readonly updates: AppUpdates;
  readonly loginItem: LoginItem;
  /** A keychain call that never came back: this process can then end by signal alone. */
  stuck(): boolean;
}

/** Everything the vault touches, by the app's means. Fails where the vault's own files cannot be read. */
export function openAppPorts({
  places,
  bus,
  log,
  lifetime,
  onClick,
  clockOffset,
  quit,
}: AppPortsNeeds): Result<AppPorts, FileFailure> {
  const place = { folder: places.folder, open: openElectronStore, clock: systemClock };
  const opened = openVaultFiles(place, lifetime);
  if (!opened.ok) return opened;
  const { teamBook, ...files } = opened.value;

  const look = process.platform === 'linux' ? { look: createSecretService(bus, SERVICE) } : {};
  const keychain = createKeyring({ service: SERVICE, ...look });
  const kept = openHomeSecrets({ folder: places.folder, clock: systemClock, keychain });
  if (!kept.ok) return kept;
  lifetime.own(kept.value.end);
  const { secrets, latch } = kept.value;
  const hasDaemon = (): Promise<boolean> =>
    process.platform === 'linux' ? hasNotificationDaemon(bus) : Promise.resolve(true);
  const home = { folder: places.folder, secrets };
  const audit = withCopies(openAuditLog({ ...home, clock: systemClock, timer: systemTimer }), home);
  lifetime.own(audit.end);
  const exchange = appExchange();
  const http = createHttp({ exchange, clock: systemClock, log });
  const loginItem = loginItemFor(places.folder);
  const openFeed = async () => feedUpdaterOf(await openUpdater(), relaunch);
  const updates = createUpdates({ ...updateSource(), openUpdater: openFeed, quit });
  const ports: Ports = {
    clock: systemClock,
    timer: systemTimer,
    scheduler: createScheduler({ clock: systemClock }),
    random: systemRandom,
    secrets,
    latch,
    presence: systemPresence,
    digester: createDigester(secrets),
    ...files,
    teams: createTeams({ folder: places.folder, book: teamBook, clock: systemClock, log }),
    audit,
    http,
    callers: systemCallers,
    broker: createBroker({ exchange, log }),
    targets: createTargets(),
    toolHosts: createToolHosts(),
    signIn: createSignIn({ http, timer: systemTimer, clock: systemClock }),
    browser: systemBrowser,
    notifier: createNotifier({ hasDaemon, onClick, fallback: createNodeNotifier({ bus, log }) }),
    clipboard: desktopClipboard(),
    webhook: createWebhook({ http, clock: systemClock }),
    elsewhere: createElsewhere(places.folder),
    backups: createBackupBox(home),
    doctor: createDoctor({
      secrets,
      latch,
      bus,
      home: places.folder,
      kind: 'app',
      troubles: files.catalog.troubles,
      clockOffsetMs: clockOffset,
      systemProxy: () => systemProxy('https://github.com/'),
      showsNotifications,
      ofApp: async () => [await loginItem.finding(files.settings.get().startAtLogin)],
    }),
    updates,
    log,
  };
  return succeeded({ ports, updates, loginItem, stuck: keychain.stuck });
}

/** The desktop's network, and Node's where an authority is known to the system alone. */
function appExchange(): Exchange {
  const { env } = process;
  const spare = createUndiciExchange(env, async (url) => withLogin(await systemProxy(url.href), env));
  return withSpare(
    createNetExchange((at) => proxyLogin(at, env)),
    spare,
  );
}

/** X11 by our own selection, so that value and hint are one offer. A Wayland session's X server is not its clipboard. */
function desktopClipboard(): Clipboard {
  if (process.platform !== 'linux') return createElectronClipboard({});
  const isWayland = (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  return isWayland
    ? createElectronClipboard({ readElsewhere: readByWlPaste })
    : createX11Clipboard(process.env['DISPLAY']);
}
