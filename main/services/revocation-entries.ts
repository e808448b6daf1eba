import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { minutes } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Evidence } from '../../shared/verdict.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential, JournalEntry } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { ended, endingAfter, notEnding } from '../domain/revocation.ts';
import { alight, freshSlot, oldSlot, sameValue } from '../domain/rotation.ts';
import type { Notifying } from './notifying.ts';

export type RevocationEntries = ReturnType<typeof createRevocationEntries>;

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'audit' | 'journal'> & {
  readonly registry: Registry;
  readonly notifying: Notifying;
};

/** The written trace of revocations: journal, tries, audit, and what a person is told. */
export function createRevocationEntries(needs: Needs) {
  const { clock, random, secrets, catalog, audit, journal, registry, notifying } = needs;

  const openOf = (id: TokenId) => journal.open().find(({ token, act }) => token === id && act === 'revoke');

  const note = ({ id, label }: Token, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'revoke', token: id, label, actor, outcome });

  /** Local use has stopped when this is done; nothing has left yet. */
  async function begin(token: Token, actor: string): Promise<Result<void, Failure>> {
    const at = clock.now();
    const noted = await note(token, actor, 'begun');
    if (!noted.ok) return noted;
    const stopped = await catalog.change(token.id, (one) => ({ ...one, ending: { since: at, misses: 0 } }));
    if (!stopped.ok) return stopped;
    const generation = (await generationOf(token.id)) ?? 0;
    return journal.put({ id: random.id(), token: token.id, act: 'revoke', step: 'intent', at, generation });
  }

  async function generationOf(id: TokenId): Promise<number | undefined> {
    const kept = await secrets.get(id);
    return kept.ok ? kept.value?.generation : undefined;
  }

  async function step(id: TokenId, next: JournalEntry['step']): Promise<boolean> {
    const at = clock.now();
    const entry = openOf(id) ?? { id: random.id(), token: id, act: 'revoke', step: next, at, generation: 0 };
    return (await journal.put({ ...entry, step: next, at })).ok;
  }

  /** Where a new value is on its way at this moment, it must be here before all that there is can be ended. */
  function isChanging(id: TokenId): boolean {
    return journal.open().some(({ token, act, step: at, at: since }) => {
      const isYoung = clock.now() - since < minutes(1);
      return token === id && act !== 'revoke' && at === 'sent' && isYoung;
    });
  }

  /** Every value that may live: its own first, and what a rotation left beside it. */
  async function valuesOf(id: TokenId): Promise<Result<readonly Credential[], Failure>> {
    const values: Credential[] = [];
    for (const slot of [id, freshSlot(id), oldSlot(id)]) {
      const kept = await secrets.get(slot);
      if (!kept.ok) return kept;
      const value = kept.value === undefined ? undefined : alight(kept.value.credential).credential;
      if (value !== undefined && !values.some((one) => sameValue(one, value))) values.push(value);
    }
    return values.length === 0
      ? failed({ code: 'value-missing', name: catalog.get(id)?.label ?? id })
      : succeeded(values);
  }

  async function postpone(id: TokenId): Promise<void> {
    const [now, fraction] = [clock.now(), random.fraction()];
    await catalog.change(id, (one) =>
      one.ending === undefined ? one : { ...one, ending: endingAfter(one.ending, now, fraction) },
    );
  }

  /** The issuer took the request. The time of the first one counts. */
  async function taken(token: Token): Promise<void> {
    await step(token.id, 'retired');
    const askedAt = clock.now();
    await catalog.change(token.id, (one) =>
      one.ending === undefined || one.ending.askedAt !== undefined
        ? one
        : { ...one, ending: { ...one.ending, askedAt } },
    );
    await note(token, 'issuer', 'asked');
  }

  /** A person must go to the issuer's page; said once. */
  async function overdue(token: Token, said: string | undefined): Promise<void> {
    if (token.ending === undefined || token.ending.overdue === true) return;
    await catalog.change(token.id, (one) =>
      one.ending === undefined ? one : { ...one, ending: { ...one.ending, overdue: true } },
    );
    await note(token, 'issuer', said === undefined ? 'still alive' : 'refused');
    const provider = registry.get(token.provider);
    const about = { token: token.id, label: token.label, provider: provider?.name ?? token.provider };
    await notifying.raise([{ kind: 'revocation', ...about, said, link: provider?.link?.(token) }]);
  }

  async function closeAll(id: TokenId): Promise<void> {
    for (const entry of journal.open()) if (entry.token === id) await journal.close(entry.id);
  }

  async function finish(token: Token, evidence: Evidence): Promise<void> {
    for (const slot of [freshSlot(token.id), oldSlot(token.id)]) await secrets.delete(slot);
    await catalog.change(token.id, (one) => ended(one, evidence));
    await note(token, 'issuer', 'proven dead');
    await closeAll(token.id);
  }

  async function giveUp(token: Token): Promise<Result<void, Failure>> {
    await catalog.change(token.id, notEnding);
    await note(token, 'issuer', 'impossible');
    const entry = openOf(token.id);
    return entry === undefined ? done : journal.close(entry.id);
  }

  /** Those of tokens that were forgotten meanwhile. */
  async function sweep(): Promise<void> {
    for (const { id, token, act } of journal.open()) {
      if (act === 'revoke' && catalog.get(token) === undefined) await journal.close(id);
    }
  }

  return { begin, step, openOf, isChanging, valuesOf, postpone, taken, overdue, finish, giveUp, sweep };
}
