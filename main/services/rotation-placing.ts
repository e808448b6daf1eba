import type { KeyringFailure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Credential, JournalEntry } from '../domain/storage-ports.ts';
import type { Rotate } from '../domain/provider.ts';
import { alight, freshSlot, lifeBy, oldSlot, sameValue, turned, type Turned } from '../domain/rotation.ts';
import type { Leftovers } from './leftovers.ts';
import type { Moved, RotationEntries, RotationNeeds } from './rotation-entries.ts';
import { writeTarget } from './target-writing.ts';

/** Looks at a new value that said no, before it is given up: issuers of many machines are not all of one mind at once. */
const MOST_LOOKS = 4;

export interface RotationPlacing {
  /** One step on from where an entry stands whose new value is kept. */
  onward(entry: JournalEntry, token: Token, rotate: Rotate): Promise<Moved>;
}

/** The second half: the new value is proven, put in place, written where it is used, and the old one is ended. */
export function createRotationPlacing(
  needs: RotationNeeds & { readonly entries: RotationEntries; readonly leftovers: Leftovers },
): RotationPlacing {
  const { clock, secrets, digester, catalog, targets, checking, entries, leftovers } = needs;
  const { step, close, abandon, note, postpone, tell, giveUp } = entries;
  const looks = new Map<string, NonNullable<Turned['look']>>();

  async function verify(entry: JournalEntry, token: Token, rotate: Rotate): Promise<Moved> {
    const fresh = await secrets.get(freshSlot(token.id));
    if (!fresh.ok) return fresh;
    if (fresh.value === undefined) {
      await giveUp(entry, token);
      return failed({ code: 'outcome-lost', name: token.label });
    }
    const { credential, facts } = alight(fresh.value.credential);
    const asked = await checking.ask({ ...token, ...known(facts) }, credential);
    const life = asked === undefined ? 'cannot-tell' : lifeBy(asked.look.verdict);
    if (asked !== undefined && life === 'lives') {
      looks.set(entry.id, { look: asked.look, facts: asked.judgement.facts });
      return step(entry, 'verified');
    }
    const misses = token.renewing?.misses ?? 0;
    if (life === 'dead' && misses + 1 >= MOST_LOOKS) return reject(entry, token, rotate);
    await postpone(token.id);
    return failed({ code: 'rotation-open', name: token.label });
  }

  /** The new value is certainly of no use. Where the old one died for it there is nothing to go back to, and the newest is kept. */
  async function reject(entry: JournalEntry, token: Token, rotate: Rotate): Promise<Moved> {
    const old = await secrets.get(token.id);
    if (!old.ok) return old;
    const asked = old.value === undefined ? undefined : await checking.ask(token, old.value.credential);
    const life = asked === undefined ? 'dead' : lifeBy(asked.look.verdict);
    if (life === 'dead' && rotate.family === 'replace') return step(entry, 'verified');
    if (life === 'cannot-tell') {
      await postpone(token.id);
      return failed({ code: 'rotation-open', name: token.label });
    }
    await tell(token, 'new-refused');
    await note(token, 'issuer', 'new value refused');
    await secrets.delete(freshSlot(token.id));
    const closed = await abandon(entry);
    return closed.ok ? failed({ code: 'new-refused', name: token.label }) : closed;
  }

  async function switchOver(entry: JournalEntry, token: Token): Promise<Moved> {
    const fresh = await secrets.get(freshSlot(token.id));
    if (!fresh.ok) return fresh;
    if (fresh.value === undefined) return failed({ code: 'value-missing', name: token.label });
    const { credential, facts } = alight(fresh.value.credential);
    const put = await putOwn(entry, credential);
    // Somebody gave the token another value meanwhile. Theirs counts; ours waits for its end.
    if (!put.ok && put.failure.code === 'keyring-stale') return yieldTo(entry, token);
    if (!put.ok) return put;
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    const turn = { digest: digest.value, facts, fields: Object.keys(credential.fields), leftover: oldSlot(token.id) };
    const [at, look] = [clock.now(), looks.get(entry.id)];
    looks.delete(entry.id);
    const changed = await catalog.change(token.id, (one) => turned(one, { ...turn, at, look }));
    if (!changed.ok) return changed;
    await note(token, 'rotation', 'switched');
    needs.changed();
    return step(entry, 'switched');
  }

  /** Done before where a crash came in between. */
  async function putOwn(entry: JournalEntry, credential: Credential): Promise<Result<unknown, KeyringFailure>> {
    const current = await secrets.get(entry.token);
    if (!current.ok) return current;
    const isOwn = current.value !== undefined && sameValue(current.value.credential, credential);
    return isOwn ? done : secrets.put(entry.token, credential, entry.generation);
  }

  async function yieldTo(entry: JournalEntry, token: Token): Promise<Moved> {
    const since = clock.now();
    const slots = [oldSlot(token.id), freshSlot(token.id)].map((slot) => ({ slot, since, misses: 0 }));
    const changed = await catalog.change(token.id, (one) => ({ ...one, renewing: undefined, leftovers: slots }));
    if (!changed.ok) return changed;
    await close(entry);
    return failed({ code: 'keyring-stale' });
  }

  /** The new value goes where it is used. Until all of that is done the old one is not asked to die. */
  async function spread(entry: JournalEntry, token: Token): Promise<Moved> {
    const current = await secrets.get(token.id);
    if (!current.ok) return current;
    if (current.value === undefined) return failed({ code: 'value-missing', name: token.label });
    for (const target of token.targets ?? []) {
      const written = await writeTarget(targets, target, current.value.credential);
      if (written.ok) continue;
      if (token.renewing === undefined) await tell(token, 'target-failed');
      await postpone(token.id);
      return written;
    }
    return step(entry, 'retired');
  }

  async function finish(entry: JournalEntry, token: Token): Promise<Moved> {
    for (const leftover of token.leftovers ?? []) await leftovers.bury(token.id, leftover);
    const left = new Set(catalog.get(token.id)?.leftovers?.map(({ slot }) => slot));
    for (const slot of [freshSlot(token.id), oldSlot(token.id)]) if (!left.has(slot)) await secrets.delete(slot);
    await catalog.change(token.id, (one) => ({ ...one, renewing: undefined }));
    const closed = await close(entry);
    // What the proof had said of it was lost in a crash.
    if (token.standing.latest === undefined) await checking.check(token.id);
    return closed;
  }

  return {
    onward(entry, token, rotate) {
      switch (entry.step) {
        case 'intent':
          return abandon(entry);
        case 'sent':
        case 'kept':
          return verify(entry, token, rotate);
        case 'verified':
          return switchOver(entry, token);
        case 'switched':
          return spread(entry, token);
        case 'retired':
          return finish(entry, token);
      }
    },
  };
}

const known = ({
  issuerId,
  expiry,
}: {
  readonly issuerId?: string | undefined;
  readonly expiry?: Token['expiry'] | undefined;
}) => ({
  issuerId,
  ...(expiry === undefined ? {} : { expiry }),
});
