import type { BackupMade } from '../../shared/commands/backup.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { BackupState, BackupTrouble } from '../../shared/snapshot.ts';
import { isoOf, later, minutes, type Instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import { BACKUP_RETRY, backupDueAt, BACKUPS_KEPT, nextBackupName, seriesName } from '../domain/backup-due.ts';
import type { BackupLock } from '../domain/backup-ports.ts';
import type { Ports } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import type { BackupMemory } from '../domain/storage-ports.ts';
import type { BackingUp } from './backing-up.ts';
import type { Notifying } from './notifying.ts';

export interface BackupSchedule {
  dueAt(now: Instant): Instant | undefined;
  /** Makes the one that is due; what it came to is remembered, and told where it came to nothing. */
  tend(): Promise<void>;
  now(actor: string): Promise<Result<BackupMade, Failure>>;
  /** What backups are sealed with where nothing else is said. */
  usualLock(): Promise<Result<BackupLock, Failure>>;
  /** Null forgets it. */
  keepPassphrase(passphrase: string | null, actor: string): Promise<Result<void, Failure>>;
  state(): Omit<BackupState, 'work'>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'settings' | 'memory' | 'audit' | 'backups'> & {
  readonly backingUp: BackingUp;
  readonly notifying: Notifying;
  changed(): void;
};

export function createBackupSchedule(needs: Needs): BackupSchedule {
  const { clock, random, secrets, catalog, settings, memory, audit, backups, backingUp, notifying, changed } = needs;
  let running = false;

  /** An empty vault is not backed up over a full one. */
  const due = (at: Instant): Instant | undefined =>
    catalog.list().length === 0 ? undefined : backupDueAt(settings.get(), memory.get().backup, at);

  const remembered = (): BackupMemory => memory.get().backup ?? { series: seriesName(random.id()) };
  const remember = (backup: BackupMemory) => memory.put({ ...memory.get(), backup });
  /** One keychain may serve several homes, each with a passphrase of its own. No token is ever given this id. */
  const slot = (series: string) => tokenId(`backup-passphrase-${series}`);

  async function usualLock(): Promise<Result<BackupLock, Failure>> {
    const { backupTo: recipients } = settings.get();
    if (recipients.length > 0) return succeeded({ kind: 'recipients', recipients });
    const kept = await secrets.get(slot(remembered().series));
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'backup-unset', lack: 'key' });
    return succeeded({ kind: 'passphrase', passphrase: kept.value.credential.access });
  }

  async function make(actor: string): Promise<Result<BackupMade, Failure>> {
    const { backupFolder: folder } = settings.get();
    if (folder === null) return failed({ code: 'backup-unset', lack: 'folder' });
    // What could not be read of the vault's own files is not in the vault, and would be missing in the backup.
    const damage = catalog.troubles().find(({ code }) => code !== 'file-unwritable');
    if (damage !== undefined) return failed(damage);
    const lock = await usualLock();
    if (!lock.ok) return lock;
    const { series } = remembered();
    const earlier = await backups.series(folder, series);
    const name = nextBackupName(series, earlier, isoOf(clock.now()).slice(0, 10));
    const made = await backingUp.make({ file: joined(folder, name), lock: lock.value, over: false }, actor);
    // With a value missing, the older ones may be all that still has it.
    if (made.ok && made.value.without.length === 0) await prune(folder, series);
    return made;
  }

  async function prune(folder: string, series: string): Promise<void> {
    const all = await backups.series(folder, series);
    for (const old of all.slice(0, -BACKUPS_KEPT)) await backups.remove(old);
  }

  async function now(actor: string): Promise<Result<BackupMade, Failure>> {
    const before = remembered();
    // Remembered first: it names the files.
    if (memory.get().backup === undefined) await remember(before);
    const made = await make(actor);
    const at = clock.now();
    const { series, lastAt, file } = before;
    const trouble = made.ok ? lacking(made.value) : troubleOf(made.failure, before.trouble);
    await remember({
      series,
      lastAt: made.ok ? at : lastAt,
      file: made.ok ? made.value.file : file,
      trouble,
      notBefore: made.ok ? undefined : later(at, isPassing(made.failure) ? SOON : BACKUP_RETRY),
    });
    if (trouble !== undefined && trouble !== before.trouble) await notifying.raise([{ kind: 'backup', trouble }]);
    changed();
    return made;
  }

  return {
    usualLock,
    now,
    dueAt: (at) => (running ? undefined : due(at)),
    async tend() {
      const at = clock.now();
      if (running || (due(at) ?? Infinity) > at) return;
      running = true;
      await now('heartbeat').finally(() => (running = false));
    },
    async keepPassphrase(passphrase, actor) {
      const kept = remembered();
      await remember(kept);
      const id = slot(kept.series);
      const noted = await audit.append({
        at: clock.now(),
        act: 'set',
        label: 'backup passphrase',
        actor,
        outcome: 'asked',
      });
      if (!noted.ok) return noted;
      if (passphrase === null) return secrets.delete(id);
      const put = await secrets.put(id, { access: new Secret(passphrase), fields: {} });
      return put.ok ? succeeded(undefined) : put;
    },
    state() {
      const { lastAt, file, trouble } = memory.get().backup ?? {};
      return { lastAt, file, trouble, dueAt: due(clock.now()) };
    },
  };
}

/** What is not served now will be: no trouble that a person should be told of. */
const SOON = minutes(5);
const PASSING: ReadonlySet<Failure['code']> = new Set<Failure['code']>([
  'backup-cancelled',
  'backup-busy',
  'vault-locked',
  'keyring-locked',
]);
const isPassing = ({ code }: Failure): boolean => PASSING.has(code);

const lacking = ({ without }: BackupMade): BackupTrouble | undefined => (without.length > 0 ? 'lacking' : undefined);

function troubleOf(failure: Failure, before: BackupTrouble | undefined): BackupTrouble | undefined {
  if (isPassing(failure)) return before;
  const { code } = failure;
  if (code === 'backup-unset' || code === 'bad-input') return 'unset';
  if (code === 'backup-untested') return 'untested';
  if (code === 'file-damaged' || code === 'file-newer') return 'files';
  return code.startsWith('keyring-') ? 'keyring' : 'folder';
}

/** By the separator that the folder itself has. */
function joined(folder: string, name: string): string {
  const separator = folder.includes('/') ? '/' : '\\';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}
