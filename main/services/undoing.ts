import type { Failure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Credential, JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { Rotate } from '../domain/provider.ts';
import { alight, freshSlot, lifeBy, oldSlot, ride, turned, withoutLeftover, type Turned } from '../domain/rotation.ts';
import type { Leftovers } from './leftovers.ts';
import { writeTarget } from './target-writing.ts';
import type { RotationEntries, RotationNeeds } from './rotation-entries.ts';

export interface Undoing {
  /** Back to the value before, while its issuer still takes it; the newer one is then ended in its stead. */
  undo(token: Token, rotate: Rotate, open: JournalEntry | undefined, actor: string): Promise<Result<void, Failure>>;
}

type Needs = RotationNeeds & { readonly entries: RotationEntries; readonly leftovers: Leftovers };

export function createUndoing(needs: Needs): Undoing {
  const { clock, secrets, digester, catalog, targets, journal, checking, entries, leftovers } = needs;

  /** Both values stay in the keyring at every moment, and the one in the slot of the old is the token's own only for the time between. */
  async function turnBack(token: Token): Promise<Result<void, Failure>> {
    const [old, current] = [await secrets.get(oldSlot(token.id)), await secrets.get(token.id)];
    if (!old.ok) return old;
    if (!current.ok) return current;
    if (old.value === undefined || current.value === undefined) return cannot(token);
    const { credential, facts } = alight(old.value.credential);
    const asked = await checking.ask({ ...token, issuerId: facts.issuerId }, credential);
    const life = asked === undefined ? 'cannot-tell' : lifeBy(asked.look.verdict);
    if (asked === undefined || life === 'dead') return cannot(token);
    if (life === 'cannot-tell') return failed({ code: 'issuer-silent', name: token.label, cause: 'unexpected' });
    return swap(token, old.value.credential, current.value, { look: asked.look, facts: asked.judgement.facts });
  }

  async function swap(
    token: Token,
    old: Credential,
    current: Kept,
    look: Turned['look'],
  ): Promise<Result<void, Failure>> {
    const { credential, facts } = alight(old);
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    const aside = await secrets.put(freshSlot(token.id), ride(current.credential, token));
    if (!aside.ok) return aside;
    const back = await secrets.put(token.id, credential, current.generation);
    if (!back.ok) return back;
    const turn = { digest: digest.value, facts, fields: Object.keys(credential.fields), leftover: freshSlot(token.id) };
    const changed = await catalog.change(token.id, (one) =>
      turned(withoutLeftover(one, oldSlot(token.id)), { ...turn, at: clock.now(), look }),
    );
    if (!changed.ok) return changed;
    const gone = await secrets.delete(oldSlot(token.id));
    return gone.ok ? writeAll(token, credential) : gone;
  }

  async function writeAll(token: Token, credential: Credential): Promise<Result<void, Failure>> {
    for (const target of token.targets ?? []) {
      const written = await writeTarget(targets, target, credential);
      if (!written.ok) return written;
    }
    return done;
  }

  return {
    async undo(token, rotate, open, actor) {
      if (!isPlaced(open)) return failed({ code: 'rotation-open', name: token.label });
      const hasOld = token.leftovers?.some(({ slot }) => slot === oldSlot(token.id)) === true;
      if (!hasOld || rotate.family === 'replace') return cannot(token);
      const noted = await entries.note(token, actor, 'undo');
      if (!noted.ok) return noted;
      const turnedBack = await turnBack(token);
      const isBack = turnedBack.ok || turnedBack.failure.code === 'target-failed';
      if (isBack && open !== undefined) await journal.close(open.id);
      if (turnedBack.ok) await endNewer(token);
      return turnedBack;
    },
  };

  async function endNewer({ id }: Token): Promise<void> {
    for (const leftover of catalog.get(id)?.leftovers ?? []) await leftovers.bury(id, leftover);
  }
}

const isPlaced = (open: JournalEntry | undefined): boolean =>
  open === undefined || open.step === 'switched' || open.step === 'retired';

const cannot = (token: Token) => failed({ code: 'cannot-do' as const, name: token.label, act: 'undo' as const });
