import { tmpdir } from 'node:os';
import { openAuditLog } from '../../main/adapters/audit-file.ts';
import { withCopies } from '../../main/adapters/audit-with-copies.ts';
import { createBackupBox } from '../../main/adapters/backup-box.ts';
import { createBroker } from '../../main/adapters/broker.ts';
import { systemCallers } from '../../main/adapters/callers.ts';
import { openVaultFiles } from '../../main/adapters/vault-files.ts';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createDigester } from '../../main/adapters/digester.ts';
import { createDoctor } from '../../main/adapters/doctor.ts';
import { prepareHome } from '../../main/adapters/home.ts';
import { createElsewhere } from '../../main/adapters/elsewhere.ts';
import { openHomeSecrets } from '../../main/adapters/home-secrets.ts';
import { createHttp } from '../../main/adapters/http.ts';
import { createKeyring } from '../../main/adapters/keyring.ts';
import { openLog } from '../../main/adapters/log-file.ts';
import { noPresence } from '../../main/adapters/no-presence.ts';
import { openConf } from '../../main/adapters/open-conf.ts';
import { takeLock } from '../../main/adapters/process-lock.ts';
import { systemRandom } from '../../main/adapters/random.ts';
import { createSignIn } from '../../main/adapters/sign-in.ts';
import { createTargets } from '../../main/adapters/targets.ts';
import { createToolHosts } from '../../main/adapters/tool-hosts.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { Latch } from '../../main/domain/lock-ports.ts';
import type { Log, Ports } from '../../main/domain/ports.ts';
import type { SecretStore } from '../../main/domain/storage-ports.ts';
import type { Surface } from '../../main/domain/surface.ts';
import { openVault, type Vault } from '../../main/vault.ts';
import type { Failure } from '../../shared/failure.ts';
import { createLifetime, type End, type Lifetime } from '../../shared/lifetime.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { socketPlace, type SocketPlace } from '../../shared/socket.ts';
import type { Duration, Instant } from '../../shared/time.ts';
import { createFakeClipboard, type ClipboardMode, type FakeClipboard } from './fake-clipboard.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeKeyring, type FakeKeyring, type KeyringMode } from './fake-keyring.ts';
import { openFakeMachine } from './fake-machine.ts';
import { withOverlap } from './issuers/overlap.ts';
import { createFakeNotifier, type FakeNotifier, type NotifierMode } from './fake-notifier.ts';
import { createTeams } from '../../main/adapters/teams.ts';

export interface LabSetup {
  readonly home: string;
  readonly start: Instant;
  readonly keyring: KeyringMode;
  readonly notifier: NotifierMode;
  readonly clipboard: ClipboardMode;
  /** In place of the fake keyring: a journey goes through the real one. */
  readonly secrets?: SecretStore;
}

export interface LabFakes {
  readonly clock: FakeClock;
  readonly keyring: FakeKeyring;
  readonly notifier: FakeNotifier;
  readonly clipboard: FakeClipboard;
}

export interface LabVault extends LabFakes {
  readonly vault: Vault;
  readonly socket: SocketPlace;
  readonly log: Log;
  readonly end: End;
}

/** The whole vault with four fakes and everything else real. */
export async function openLabVault(setup: LabSetup): Promise<Result<LabVault, Failure>> {
  const places = prepareHome(setup.home);
  if (!places.ok) return places;
  const { folder, lock, logs } = places.value;
  const lifetime = createLifetime();
  const locked = await takeLock(lock, { waitMs: 2000 });
  if (!locked.ok) return locked;
  lifetime.own(locked.value);
  const fakes = createFakes(setup, folder);
  const log = openLog(logs);
  let clockOffset = (): Duration | undefined => undefined;
  const keychain = setup.secrets ?? createKeyring({ service: 'tokenkeep', ...fakes.keyring });
  const kept = openHomeSecrets({ folder, clock: fakes.clock, keychain });
  if (!kept.ok) return kept;
  lifetime.own(kept.value.end);
  const ports = openPorts({ ...fakes, ...kept.value, folder, log, lifetime, clockOffset: () => clockOffset() });
  if (!ports.ok) return ports;
  const surface: Surface = { open: () => false, leave: () => false, tray: () => 'no-host', drawsLabels: false };
  const vault = openVault(ports.value, surface, withOverlap);
  clockOffset = vault.clockOffset;
  lifetime.own(vault.stop);
  const socket = socketPlace(folder, process.platform, process.getuid?.(), tmpdir());
  return succeeded({ ...fakes, vault, socket, log, end: lifetime.end });
}

function createFakes(setup: LabSetup, folder: string): LabFakes {
  const machine = openFakeMachine(folder);
  const clock = createFakeClock(setup.start);
  return {
    clock,
    keyring: createFakeKeyring(machine, setup.keyring),
    notifier: createFakeNotifier(clock, setup.notifier),
    clipboard: createFakeClipboard(machine, setup.clipboard),
  };
}

interface PortsNeeds extends Omit<LabFakes, 'keyring'> {
  readonly secrets: SecretStore;
  readonly latch: Latch;
  readonly folder: string;
  readonly log: Log;
  readonly lifetime: Lifetime;
  clockOffset(): Duration | undefined;
}

function openPorts(needs: PortsNeeds): Result<Ports, Failure> {
  const { clock, notifier, clipboard, secrets, latch, folder, log, lifetime, clockOffset } = needs;
  const place = { folder, open: openConf, clock };
  const opened = openVaultFiles(place, lifetime);
  if (!opened.ok) return opened;
  const { teamBook, ...files } = opened.value;
  const bus = connectBus();
  lifetime.own(bus.close);
  const audit = withCopies(openAuditLog({ folder, secrets, clock, timer: clock }), { folder, secrets });
  lifetime.own(audit.end);
  const exchange = createUndiciExchange();
  const http = createHttp({ exchange, clock, log });
  return succeeded({
    clock,
    timer: clock,
    scheduler: clock,
    random: systemRandom,
    secrets,
    latch,
    presence: noPresence,
    digester: createDigester(secrets),
    ...files,
    teams: createTeams({ folder, book: teamBook, clock, log }),
    audit,
    http,
    callers: systemCallers,
    broker: createBroker({ exchange, log }),
    targets: createTargets(),
    toolHosts: createToolHosts(),
    signIn: createSignIn({ http, timer: clock, clock }),
    browser: { open: async () => false },
    notifier,
    clipboard,
    elsewhere: createElsewhere(folder),
    backups: createBackupBox({ folder, secrets }),
    doctor: createDoctor({
      secrets,
      latch,
      bus,
      home: folder,
      kind: 'headless',
      troubles: files.catalog.troubles,
      clockOffsetMs: clockOffset,
    }),
    log,
  });
}
