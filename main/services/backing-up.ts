import type { BackupMade } from '../../shared/commands/backup.ts';
import type { Failure, KeyringFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { BackedUp, BackupLock, BackupRecord } from '../domain/backup-ports.ts';
import type { Ports } from '../domain/ports.ts';
import { freshSlot, oldSlot } from '../domain/rotation.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { BackupTurn, Course } from './backup-turn.ts';

export interface BackingUp {
  /** Written down before any value leaves. A keyring that does not serve for one token makes no backup at all. */
  make(
    ask: { readonly file: string; readonly lock: BackupLock; readonly over: boolean },
    actor: string,
  ): Promise<Result<BackupMade, Failure>>;
}

type Needs = Pick<
  Ports,
  'clock' | 'secrets' | 'catalog' | 'settings' | 'lendingBook' | 'journal' | 'audit' | 'backups'
> & {
  readonly turn: BackupTurn;
};

export function createBackingUp(needs: Needs): BackingUp {
  const { clock, secrets, catalog, settings, lendingBook, journal, audit, backups, turn } = needs;

  /** One that cannot be read is as good as gone, and keeps nobody from backing up the others. */
  async function valueIn(slot: TokenId): Promise<Result<Credential | undefined, KeyringFailure>> {
    const kept = await secrets.get(slot);
    if (!kept.ok) return kept.failure.code === 'keyring-damaged' ? succeeded(undefined) : kept;
    return succeeded(kept.value?.credential);
  }

  async function valuesOf({ id, leftovers }: Token): Promise<Result<BackedUp['values'], KeyringFailure>> {
    const own = await valueIn(id);
    if (!own.ok) return own;
    const isTurning = leftovers !== undefined || journal.open().some(({ token }) => token === id);
    if (!isTurning) return succeeded({ own: own.value });
    const fresh = await valueIn(freshSlot(id));
    if (!fresh.ok) return fresh;
    const old = await valueIn(oldSlot(id));
    return old.ok ? succeeded({ own: own.value, fresh: fresh.value, old: old.value }) : old;
  }

  /** Each token as it is when its turn comes. */
  async function* records(
    { reached }: Course,
    without: string[],
  ): AsyncGenerator<Result<BackupRecord, KeyringFailure>> {
    const tokens = catalog.list();
    for (const [at, { id }] of tokens.entries()) {
      const token = catalog.get(id);
      if (token === undefined) continue;
      const values = await valuesOf(token);
      if (!values.ok) return yield values;
      // One that is still to be minted has none anywhere.
      if (values.value.own === undefined && token.digest !== '') without.push(token.label);
      yield succeeded({ kind: 'token', one: { token, values: values.value } });
      reached(at + 1, tokens.length);
    }
    yield succeeded({ kind: 'settings', settings: settings.get() });
    yield succeeded({ kind: 'grants', grants: lendingBook.get().grants });
    yield succeeded({ kind: 'acts', acts: journal.open() });
  }

  const note = (file: string, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'backup', label: file, actor, outcome });

  return {
    make: (ask, actor) =>
      turn.take('backup', async (course) => {
        const asked = await note(ask.file, actor, 'asked');
        if (!asked.ok) return asked;
        const without: string[] = [];
        const at = clock.now();
        const work = backups.seal({ ...ask, at, records: () => records(course, without) });
        const tokens = catalog.list().length;
        const sealed = await course.during(work);
        await note(ask.file, actor, sealed.ok ? `done, ${tokens} tokens` : `failed, ${sealed.failure.code}`);
        if (!sealed.ok) return sealed;
        return succeeded({ file: ask.file, ...sealed.value, tokens, without });
      }),
  };
}
