import type { FileFailure } from '../shared/failure.ts';
import type { Lifetime } from '../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../shared/result.ts';
import type { Duration } from '../shared/time.ts';
import { openAuditLog } from './adapters/audit-file.ts';
import { withCopies } from './adapters/audit-with-copies.ts';
import { createBackupBox } from './adapters/backup-box.ts';
import { createBroker } from './adapters/broker.ts';
import { systemCallers } from './adapters/callers.ts';
import { systemTimer } from './adapters/clock.ts';
import { connectBus } from './adapters/dbus.ts';
import { createDigester } from './adapters/digester.ts';
import { createDoctor } from './adapters/doctor.ts';
import type { HomePlaces } from './adapters/home.ts';
import { createElsewhere } from './adapters/elsewhere.ts';
import { openHomeSecrets } from './adapters/home-secrets.ts';
import { createHttp } from './adapters/http.ts';
import { createNodeNotifier } from './adapters/node-notifier.ts';
import { noPresence } from './adapters/no-presence.ts';
import { openConf } from './adapters/open-conf.ts';
import { systemRandom } from './adapters/random.ts';
import { createSignIn } from './adapters/sign-in.ts';
import { createTargets } from './adapters/targets.ts';
import { createTeams } from './adapters/teams.ts';
import { createToolHosts } from './adapters/tool-hosts.ts';
import { createUndiciExchange } from './adapters/undici-exchange.ts';
import { openVaultFiles } from './adapters/vault-files.ts';
import { createWebhook } from './adapters/webhook.ts';
import type { Clipboard, Log, Ports } from './domain/ports.ts';
import { machineMeans, type HeadlessMeans } from './headless-means.ts';
import type { Browser } from './domain/sign-in-port.ts';

interface HeadlessNeeds {
  readonly places: HomePlaces;
  readonly log: Log;
  readonly lifetime: Lifetime;
  clockOffset(): Duration | undefined;
}

interface HeadlessPorts {
  readonly ports: Ports;
  /** A keychain call that never came back: this process can then end by signal alone. */
  stuck(): boolean;
}

/** Everything the vault touches, with no desktop of its own. Fails where the vault's own files cannot be read. */
export function openHeadlessPorts(
  needs: HeadlessNeeds,
  means: HeadlessMeans = machineMeans(),
): Result<HeadlessPorts, FileFailure> {
  const { places, log, lifetime, clockOffset } = needs;
  const { clock, scheduler, keychain, disk } = means;
  const place = { folder: places.folder, open: openConf, through: disk.making, clock };
  const opened = openVaultFiles(place, lifetime);
  if (!opened.ok) return opened;
  const { teamBook, ...files } = opened.value;

  const bus = connectBus();
  lifetime.own(bus.close);
  const kept = openHomeSecrets({ folder: places.folder, clock, keychain });
  if (!kept.ok) return kept;
  lifetime.own(kept.value.end);
  const { secrets, latch } = kept.value;
  const home = { folder: places.folder, secrets };
  const audit = withCopies(openAuditLog({ ...home, clock, timer: systemTimer }), home);
  lifetime.own(audit.end);
  const exchange = createUndiciExchange();
  const http = createHttp({ exchange, clock, log });
  const ports: Ports = {
    clock,
    timer: systemTimer,
    scheduler,
    random: systemRandom,
    secrets,
    latch,
    presence: noPresence,
    digester: createDigester(secrets),
    ...files,
    teams: createTeams({ folder: places.folder, book: teamBook, clock, log }),
    audit: disk.audit(audit),
    http,
    callers: systemCallers,
    broker: createBroker({ exchange, log }),
    targets: createTargets(),
    toolHosts: createToolHosts(),
    signIn: createSignIn({ http, timer: systemTimer, clock }),
    browser: noBrowser,
    notifier: means.notifier ?? createNodeNotifier({ bus, log }),
    clipboard: noClipboard,
    webhook: createWebhook({ http, clock }),
    elsewhere: createElsewhere(places.folder),
    backups: createBackupBox(home),
    doctor: createDoctor({
      secrets,
      latch,
      bus,
      home: places.folder,
      kind: 'headless',
      troubles: files.catalog.troubles,
      clockOffsetMs: clockOffset,
    }),
    log,
  };
  return succeeded({ ports, stuck: keychain.stuck });
}

/** A value would stay on the clipboard with nobody to clear it: only the app, which stays, puts one there. */
const noClipboard: Clipboard = {
  offer: async () => failed({ code: 'no-desktop' }),
  read: async () => failed({ code: 'no-desktop' }),
  clear: async () => failed({ code: 'no-desktop' }),
};

/** Whoever asks here has a terminal, and is shown the address. */
const noBrowser: Browser = { open: async () => false };
