import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Credential, JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { ActRefusal, Issued, Rotate } from '../domain/provider.ts';
import { freshSlot, lifeBy, oldSlot, ride } from '../domain/rotation.ts';
import type { Moved, RotationEntries, RotationNeeds } from './rotation-entries.ts';

export interface RotationAsking {
  /** Writes down what is meant, keeps the old value aside, and asks the issuer, once. */
  begin(token: Token, rotate: Rotate, actor: string): Promise<Moved>;
  /** Goes on where a request was sent and nobody knows more. */
  settle(entry: JournalEntry, token: Token, rotate: Rotate): Promise<Moved>;
}

/** The first half of a rotation: until the new value is in the keyring, or it is certain that there is none. */
export function createRotationAsking(needs: RotationNeeds & { readonly entries: RotationEntries }): RotationAsking {
  const { clock, random, secrets, catalog, http, journal, checking, entries } = needs;
  const { contextOf, step, abandon, note, postpone, giveUp } = entries;
  /** Answers that were read and that the keyring did not take yet: they exist nowhere else. */
  const held = new Map<string, Credential>();

  /** All that can fail for want of a keyring, a disk or an audit log fails here, before anything has left. */
  async function prepare(token: Token, { credential }: Kept, actor: string): Promise<Result<unknown, Failure>> {
    const cleared = await secrets.delete(freshSlot(token.id));
    if (!cleared.ok) return cleared;
    const aside = await secrets.put(oldSlot(token.id), ride(credential, token));
    return aside.ok ? note(token, actor, 'begun') : aside;
  }

  async function begin(token: Token, rotate: Rotate, actor: string): Promise<Moved> {
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    const { generation, credential } = kept.value;
    const entry: JournalEntry = {
      id: random.id(),
      token: token.id,
      act: 'rotate',
      step: 'intent',
      at: clock.now(),
      generation,
    };
    const meant = await journal.put(entry);
    if (!meant.ok) return meant;
    const ready = await prepare(token, kept.value, actor);
    const leaving = ready.ok ? await step(entry, 'sent') : ready;
    if (leaving.ok && leaving.value !== undefined) return send(leaving.value, token, rotate, credential, true);
    await abandon(entry);
    return leaving;
  }

  async function send(
    entry: JournalEntry,
    token: Token,
    rotate: Rotate,
    credential: Credential,
    mayTryAgain: boolean,
  ): Promise<Moved> {
    const context = contextOf(token);
    const outcome = await http.send(await rotate.ask(credential, context));
    const read = rotate.read(outcome, credential, context);
    if (read.ok) return keep(entry, token, fromIssuer(read.value, credential));
    if (read.failure.kind !== 'lost') return refuse(entry, token, read.failure);
    // A request that went quiet may still be on its way; the next one comes later, and only if nothing has happened by then.
    const retry = mayTryAgain && read.failure.cause !== 'timeout';
    return settle(entry, token, rotate, retry ? credential : undefined);
  }

  async function refuse(
    entry: JournalEntry,
    token: Token,
    refusal: Exclude<ActRefusal, { kind: 'lost' }>,
  ): Promise<Moved> {
    const closed = await abandon(entry);
    await postpone(token.id);
    if (!closed.ok) return closed;
    await note(token, 'issuer', refusal.kind === 'no' ? 'refused' : 'not reached');
    return refusal.kind === 'no'
      ? failed({ code: 'issuer-refused', name: token.label, said: refusal.said })
      : failed({ code: 'issuer-silent', name: token.label, cause: refusal.cause });
  }

  async function keep(entry: JournalEntry, token: Token, fresh: Credential): Promise<Moved> {
    held.set(entry.id, fresh);
    const put = await secrets.put(freshSlot(token.id), fresh);
    if (!put.ok) {
      await postpone(token.id);
      return put;
    }
    held.delete(entry.id);
    if (token.renewing !== undefined) await catalog.change(token.id, (one) => ({ ...one, renewing: undefined }));
    return step(entry, 'kept');
  }

  /** Sent, and nobody knows more: the new value is here, or a look at the old one tells. `again`: one more try where nothing happened. */
  async function settle(entry: JournalEntry, token: Token, rotate: Rotate, again?: Credential): Promise<Moved> {
    const inHand = held.get(entry.id);
    if (inHand !== undefined) return keep(entry, token, inHand);
    const fresh = await secrets.get(freshSlot(token.id));
    if (!fresh.ok) return fresh;
    if (fresh.value !== undefined) return step(entry, 'kept');
    const proof = await proofOf(token, rotate);
    if (!proof.ok) return proof;
    if (proof.value === 'nothing-happened' && again !== undefined) return send(entry, token, rotate, again, false);
    if (proof.value === 'nothing-happened') return refuse(entry, token, { kind: 'again', cause: 'outage' });
    if (proof.value === 'cannot-tell') await postpone(token.id);
    else await giveUp(entry, token);
    return failed({ code: 'outcome-lost', name: token.label });
  }

  async function proofOf(
    token: Token,
    rotate: Rotate,
  ): Promise<Result<'happened' | 'nothing-happened' | 'cannot-tell', Failure>> {
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    if (rotate.proof !== undefined) {
      const context = contextOf(token);
      const outcome = await http.send(await rotate.proof.ask(kept.value.credential, context));
      return succeeded(rotate.proof.read(outcome, context));
    }
    // Where the old value outlives the new one, its life proves nothing.
    if (rotate.family !== 'replace') return succeeded('happened');
    const asked = await checking.ask(token, kept.value.credential);
    const life = asked === undefined ? 'cannot-tell' : lifeBy(asked.look.verdict);
    return succeeded(life === 'lives' ? 'nothing-happened' : life === 'dead' ? 'happened' : 'cannot-tell');
  }

  return { begin, settle: (entry, token, rotate) => settle(entry, token, rotate) };
}

/** What an issuer does not say of a new value stays as it was with the old one. */
function fromIssuer({ credential, facts }: Issued, before: Credential): Credential {
  return ride({ ...credential, fields: { ...before.fields, ...credential.fields } }, facts);
}
