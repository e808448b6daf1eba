import type { AgentDoor } from '../shared/agent.ts';
import type { Handlers } from '../shared/contract.ts';
import type { Question } from '../shared/lease.ts';
import type { LockSign } from '../shared/lock.ts';
import type { End } from '../shared/lifetime.ts';
import type { Snapshot, SnapshotMessage, Surroundings } from '../shared/snapshot.ts';
import type { Duration } from '../shared/time.ts';
import { instant } from '../shared/time.ts';
import type { Token } from '../shared/token.ts';
import { wordsIn } from '../shared/words/in-language.ts';
import { languageOf } from '../shared/words/language.ts';
import { createDoors } from './commands/doors.ts';
import { createDiagnosing } from './services/diagnosing.ts';
import { createFinding } from './commands/finding.ts';
import type { DueContext } from './domain/moments.ts';
import type { Ports } from './domain/ports.ts';
import { isCheckable, renewsOf, type Registry } from './domain/provider.ts';
import { providerView } from './domain/provider-view.ts';
import { labelLife } from './domain/tray-view.ts';
import type { Surface } from './domain/surface.ts';
import { registry as known } from './providers/registry.ts';
import { createAuditing } from './services/auditing.ts';
import { createAsking } from './services/asking.ts';
import { createBackups } from './services/backups.ts';
import { createBrokering } from './services/brokering.ts';
import { createChecking } from './services/checking.ts';
import { createChildEnds } from './services/child-ends.ts';
import { createConsenting } from './services/consenting.ts';
import { createCopying } from './services/copying.ts';
import { createDeriving } from './services/deriving.ts';
import { createEditing } from './services/editing.ts';
import { createExporting } from './services/exporting.ts';
import { createIssuerTime } from './services/issuer-time.ts';
import { createLogins } from './services/logins.ts';
import { watchSecrets } from './services/keyring-state.ts';
import { createLearning } from './services/learning.ts';
import { createLeases } from './services/leases.ts';
import { createLending } from './services/lending.ts';
import { gated } from './services/lock-gate.ts';
import { createLockState } from './services/lock-state.ts';
import { createLocking } from './services/locking.ts';
import { createNotifying } from './services/notifying.ts';
import { createPermitting } from './services/permitting.ts';
import { createPosting } from './services/posting.ts';
import { createRenewals } from './services/renewal.ts';
import { createRevoking } from './services/revoking.ts';
import { createRotation } from './services/rotation.ts';
import { createPicture } from './services/picture.ts';
import { createSafekeeping } from './services/safekeeping.ts';
import { createSharing } from './services/sharing.ts';
import { createSigningIn } from './services/signing-in.ts';
import { createUnlocking } from './services/unlocking.ts';
import { createUpdating } from './services/updating.ts';
import { createUpkeep } from './services/upkeep.ts';

export interface Vault {
  readonly handlers: Handlers;
  readonly agent: AgentDoor;
  snapshot(): Snapshot;
  watch(listener: (message: SnapshotMessage) => void): End;
  /** Sweeps what a crash left, then begins the heartbeat. Starts with whatever the keyring's state is. */
  start(): Promise<void>;
  /** Clears our value off the clipboard and ends the heartbeat. */
  stop(): Promise<void>;
  /** The machine woke: what is overdue is done spread out, warnings at once. */
  resumed(): void;
  online(up: boolean): void;
  /** The screen was locked, or the machine goes to sleep: the vault may be set to lock with it. */
  signed(sign: LockSign): void;
  /** Something around the vault changed that the picture shows. */
  refresh(): void;
  clockOffset(): Duration | undefined;
  settled(): Promise<void>;
}

/** The whole vault except where it runs: providers and services over the ports it is given. */
export function openVault(ports: Ports, surface: Surface, registry: Registry = known): Vault {
  const { clock, catalog, settings, memory } = ports;
  let isOnline = true;
  let wokeAt = clock.now();

  const checkable = (token: Token) => isCheckable(registry.get(token.provider), token);
  const renews = (token: Token) => renewsOf(registry.get(token.provider), token);
  const rotatable = (token: Token) => checkable(token) && registry.get(token.provider)?.rotate?.can(token) === true;
  const providers = registry.all.map(providerView);

  // Hoisted, because those it speaks to are made further down and call it only once they work.
  function changed(): void {
    sharing.nudge();
    redrawn();
  }
  function redrawn(): void {
    picture.publish();
    upkeep.replan();
    finding.watching.follow();
  }
  const watched = watchSecrets(ports.secrets, changed);
  const lock = createLockState({ ...ports, changed });
  const secrets = gated(watched, lock, 'uses');
  const dueContext = (): DueContext => ({
    settings: settings.get(),
    checkable,
    rotatable,
    renews,
    ahead: issuerTime.ahead,
    online: isOnline,
    // A clock that was set back makes the waking lie ahead.
    wokeAt: instant(Math.min(wokeAt, clock.now())),
  });
  const issuerTime = createIssuerTime({ clock });
  const language = () => languageOf(settings.get().language, surface.language);
  const sharing = createSharing({ ...ports, secrets, changed: redrawn });
  const audit = sharing.overheard(ports.audit);
  const shared = ports.shared ?? sharing.values;
  const needs = { ...ports, audit, secrets, registry, issuerTime, language, lock, changed, shared };
  // What may go on by itself while it is locked.
  const looking = { ...needs, secrets: gated(watched, lock, 'checks') };
  const lasting = { ...needs, secrets: gated(watched, lock, 'refreshes') };
  const notifying = createNotifying(needs);
  const checking = createChecking({ ...looking, notifying });
  const renewals = createRenewals({ ...lasting, checking, notifying, drawn: () => picture.publish() });
  const learning = createLearning(needs);
  const picture = createPicture({ ...needs, learning, around, dueContext });
  const safekeeping = createSafekeeping({ ...needs, checking, renewals, picture });
  const signingIn = createSigningIn({ ...needs, safekeeping, picture });
  const editing = createEditing({ ...needs, picture });
  const copying = createCopying({ ...needs, renewals });
  const deriving = createDeriving({ ...lasting, renewals });
  const childEnds = createChildEnds({ ...lasting, checking, deriving });
  const leases = createLeases({ ...lasting, childEnds });
  const consenting = createConsenting({ ...needs, tell });
  const asks = () => surface.asks === true;
  const permitting = createPermitting({ ...needs, consenting, deriving, asks });
  const lent = { ...needs, renewals, permitting, deriving, childEnds, leases, learning };
  const lending = createLending(lent);
  const logins = createLogins({ ...needs, lending, checking, safekeeping });
  const brokering = createBrokering(lent);
  const auditing = createAuditing(needs);
  const asking = createAsking({ ...needs, checking, picture });
  const exporting = createExporting(needs);
  const rotation = createRotation({ ...lasting, learning, checking, notifying, picture });
  const revoking = createRevoking({
    ...lasting,
    learning,
    leases,
    checking,
    notifying,
    copying,
    picture,
    wokeAt: () => wokeAt,
  });
  const updating = createUpdating({ ...needs, notifying });
  const posting = createPosting(looking);
  const finding = createFinding({ ...needs, checking, safekeeping, picture, rotation, revoking, notifying, surface });
  const saving = createBackups({ ...lasting, notifying, renews });
  const lifeOfLabels = () => (surface.drawsLabels ? labelLife(picture.snapshot(), clock.now()) : undefined);
  const locking = createLocking({ ...needs, copying, settled: () => upkeep.settled() });
  const unlocking = createUnlocking({ ...needs, opened, reason: () => wordsIn(language()).tray.proveOwner });
  const upkeep = createUpkeep({
    ...needs,
    locking,
    checking,
    notifying,
    copying,
    rotation,
    revoking,
    renewals,
    leases,
    saving,
    safekeeping,
    updating,
    posting,
    picture,
    dueContext,
    labelLife: lifeOfLabels,
  });

  /** What could not be done while no value was to be had. */
  function opened(): void {
    upkeep.wakeAfter(serve());
  }

  async function serve(): Promise<void> {
    const state = await secrets.state();
    if (state.kind !== 'ok') return;
    await safekeeping.sweep();
    auditing.begin();
  }

  /** A question cannot wait in the inbox: it is shown at once, or the window is. */
  function tell(question: Question): void {
    const { title, body } = wordsIn(language()).question(question);
    const toast = { id: question.id, kind: 'question', title, body, urgent: true } as const;
    void notifying.say(toast).then((isSaid) => isSaid || surface.open({ kind: 'home' }));
  }

  function around(): Surroundings {
    const { notices, pausedUntil, clipboard } = memory.get();
    return {
      keyring: secrets.known(),
      lock: lock.view(),
      settings: settings.get(),
      notices,
      pausedUntil,
      clipboard: clipboard === undefined ? undefined : { label: clipboard.label, clearsAt: clipboard.clearsAt },
      checking: [...checking.underWay(), ...renewals.underWay()],
      troubles: [...catalog.troubles(), ...ports.latch.troubles(), ...ports.audit.troubles()],
      providers,
      grants: permitting.grants(),
      leases: leases.list(),
      questions: consenting.open(),
      update: updating.state(),
      teams: sharing.summaries(),
      tray: surface.tray(),
      language: language(),
      auditing: auditing.underWay(),
      backup: saving.state(),
    };
  }

  const doctor = createDiagnosing({ ...needs, surroundings: ports.doctor, audit: ports.audit, updating });
  const doors = createDoors({
    ...needs,
    doctor,
    finding,
    logins,
    notifying,
    renewals,
    picture,
    safekeeping,
    signingIn,
    editing,
    copying,
    lending,
    brokering,
    permitting,
    consenting,
    leases,
    learning,
    exporting,
    saving,
    asking,
    auditing,
    rotation,
    revoking,
    upkeep,
    surface,
    locking,
    unlocking,
    sharing,
    updating,
  });

  return {
    handlers: doors.window,
    agent: doors.agent,
    snapshot: picture.snapshot,
    watch: picture.watch,
    refresh: picture.publish,
    clockOffset: checking.clockOffset,
    async settled() {
      await Promise.all([upkeep.settled(), sharing.settled()]);
    },
    async start() {
      wokeAt = clock.now();
      await lock.learn();
      await serve();
      await copying.clear();
      await upkeep.run();
      sharing.start();
      finding.watching.start();
    },
    async stop() {
      upkeep.stop();
      finding.watching.stop();
      await sharing.stop();
      await signingIn.stop();
      consenting.stop();
      await leases.stop();
      await copying.clear();
      picture.stop();
    },
    resumed() {
      wokeAt = clock.now();
      void upkeep.run();
    },
    signed: (sign) => void locking.signed(sign),
    online(up) {
      if (up && !isOnline) wokeAt = clock.now();
      isOnline = up;
      void upkeep.run();
    },
  };
}
