import type { Failure } from '../../shared/failure.ts';
import type { RotationTrouble } from '../../shared/notice.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { duration, later } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import type { ActContext, Registry } from '../domain/provider.ts';
import { freshSlot, oldSlot, triesAfter } from '../domain/rotation.ts';
import type { Checking } from './checking.ts';
import type { Notifying } from './notifying.ts';

/** Where an entry stands after a step; undefined: it is closed. */
export type Moved = Result<JournalEntry | undefined, Failure>;

export type RotationNeeds = Pick<
  Ports,
  'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'http' | 'audit' | 'journal' | 'targets'
> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly notifying: Notifying;
  changed(): void;
};

export type RotationEntries = ReturnType<typeof createRotationEntries>;

/** The written trace of rotations: journal, tries, audit and what a person is told. */
export function createRotationEntries(needs: RotationNeeds) {
  const { clock, random, secrets, catalog, audit, journal, registry, checking, notifying } = needs;

  function contextOf(token: Token): ActContext {
    const hosts = registry.get(token.provider)?.hosts;
    const now = later(clock.now(), checking.clockOffset() ?? duration(0));
    return { token, now, base: token.host ?? (hosts?.kind === 'default' ? hosts.base : '') };
  }

  async function step(entry: JournalEntry, next: JournalEntry['step']): Promise<Moved> {
    const moved = { ...entry, step: next, at: clock.now() };
    const kept = await journal.put(moved);
    return kept.ok ? succeeded(moved) : kept;
  }

  async function close(entry: JournalEntry): Promise<Moved> {
    const closed = await journal.close(entry.id);
    return closed.ok ? succeeded(undefined) : closed;
  }

  /** Gives an entry up that nothing has come of. */
  async function abandon(entry: JournalEntry): Promise<Moved> {
    await secrets.delete(oldSlot(entry.token));
    // A new value that was being kept when the process died may lie there in part.
    await secrets.delete(freshSlot(entry.token));
    return close(entry);
  }

  const note = (token: Token, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'rotate', token: token.id, label: token.label, actor, outcome });

  async function postpone(id: TokenId): Promise<void> {
    const [now, fraction] = [clock.now(), random.fraction()];
    await catalog.change(id, (token) => ({ ...token, renewing: triesAfter(token.renewing, now, fraction) }));
  }

  async function tell(token: Token, trouble: RotationTrouble): Promise<void> {
    const provider = registry.get(token.provider)?.name ?? token.provider;
    await notifying.raise([{ kind: 'rotation', token: token.id, label: token.label, provider, trouble }]);
  }

  async function giveUp(entry: JournalEntry, token: Token): Promise<void> {
    const at = clock.now();
    await catalog.change(token.id, (one) => ({ ...one, standing: { ...one.standing, outcomeLostAt: at } }));
    await note(token, 'issuer', 'answer lost');
    await tell(token, 'answer-lost');
    await abandon(entry);
  }

  return { contextOf, step, close, abandon, note, postpone, tell, giveUp };
}
