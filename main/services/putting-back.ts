import type { Failure } from '../../shared/failure.ts';
import { done, succeeded, type Result } from '../../shared/result.ts';
import type { Renewal, Token, TokenId } from '../../shared/token.ts';
import type { BackedUp, OpenedBackup } from '../domain/backup-ports.ts';
import type { Ports } from '../domain/ports.ts';
import { freeLabel, goesOn, isUnanswered, mayBeSpentElsewhere, restored } from '../domain/restoring.ts';
import { freshSlot, oldSlot } from '../domain/rotation.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';

/** What has become of one of theirs. */
export interface PutBack {
  readonly theirs: BackedUp;
  /** The one that was here before. */
  readonly ours: Token | undefined;
  /** As it was put back; undefined where it was left alone. */
  readonly kept: Token | undefined;
}

/** `digest`: that of its value, here. */
type Chosen = Pick<PutBack, 'theirs' | 'ours'> & { readonly digest: string };
type From = Pick<OpenedBackup, 'machine' | 'acts'>;

export interface PuttingBack {
  put(chosen: Chosen, from: From): Promise<Result<Token, Failure>>;
  /** What is beside the tokens: acts that were not over, permissions, settings. */
  rest(
    opened: OpenedBackup,
    put: readonly PutBack[],
    wanted: { readonly settings: boolean },
  ): Promise<Result<{ readonly grants: number; readonly acts: number }, Failure>>;
}

type Needs = Pick<
  Ports,
  'clock' | 'random' | 'secrets' | 'catalog' | 'settings' | 'lendingBook' | 'journal' | 'teams'
> & {
  renews(token: Token): Renewal;
};

export function createPuttingBack(needs: Needs): PuttingBack {
  const { clock, random, secrets, catalog, settings, lendingBook, journal, teams, renews } = needs;

  const labelOf = ({ id, label }: Token, machine: string): string =>
    freeLabel(label, machine, (taken) => catalog.list().some((other) => other.label === taken && other.id !== id));

  /** What a team shares is a person's own where that person is in no such team. */
  const vaultHere = ({ vault }: Token): Token['vault'] =>
    teams.book.list().some(({ team }) => vault === `team:${team}`) ? vault : 'personal';

  function nextOf({ theirs: { token, values }, ours, digest }: Chosen, { machine, acts }: From): Token {
    const { id, label, digest: before } = ours ?? { ...token, label: labelOf(token, machine) };
    const next = restored(token, {
      id,
      label,
      digest: values.own === undefined ? before : digest,
      elsewhere: mayBeSpentElsewhere(token, renews(token)) ? { machine, since: clock.now() } : undefined,
      lost: acts.find((act) => act.token === token.id && isUnanswered(act)),
    });
    const vault = ours?.vault ?? vaultHere(token);
    return { ...next, vault, leftovers: next.leftovers ?? ours?.leftovers };
  }

  async function put(chosen: Chosen, from: From): Promise<Result<Token, Failure>> {
    const next = nextOf(chosen, from);
    const { own, fresh, old } = chosen.theirs.values;
    const beside = [
      { slot: freshSlot(next.id), value: fresh },
      { slot: oldSlot(next.id), value: old },
    ].flatMap(({ slot, value }) => (value === undefined ? [] : [{ slot, value }]));
    // A value whose token never comes is swept.
    const pending = [...(chosen.ours === undefined ? [next.id] : []), ...beside.map(({ slot }) => slot)];
    const marked = await all(pending.map(catalog.markPending));
    if (!marked.ok) return marked;
    const values = [...beside, ...(own === undefined ? [] : [{ slot: next.id, value: own }])];
    for (const { slot, value } of values) {
      const kept = await secrets.put(slot, value);
      if (!kept.ok) return kept;
    }
    // In one moment, so that they share a write: the token appears and the marks go, or neither.
    const known = await all([catalog.put(next), ...pending.map(catalog.clearPending)]);
    return known.ok ? succeeded(next) : known;
  }

  const isOpen = (id: TokenId, { act }: JournalEntry): boolean =>
    journal.open().some((entry) => entry.token === id && entry.act === act);

  async function goOn({ acts, tokens }: OpenedBackup, put: readonly PutBack[]): Promise<Result<number, Failure>> {
    const fresh = new Set(tokens.flatMap(({ token, values }) => (values.fresh === undefined ? [] : [token.id])));
    const ids = new Map(put.map(({ theirs, kept }) => [theirs.token.id, kept?.id]));
    let count = 0;
    for (const act of acts.filter((one) => goesOn(one, fresh.has(one.token)))) {
      const id = ids.get(act.token);
      if (id === undefined || isOpen(id, act)) continue;
      const kept = await secrets.get(id);
      if (!kept.ok) return kept;
      const generation = kept.value?.generation ?? 0;
      const noted = await journal.put({ ...act, id: random.id(), token: id, generation });
      if (!noted.ok) return noted;
      count += 1;
    }
    return succeeded(count);
  }

  async function permit({ grants }: OpenedBackup, put: readonly PutBack[]): Promise<Result<number, Failure>> {
    const known = new Set(lendingBook.get().grants.map(({ id }) => id));
    const fresh = grants.flatMap((grant) => {
      const one = put.find(({ theirs }) => theirs.token.id === grant.token);
      const isOver = grant.once === true || (grant.until ?? Infinity) <= clock.now();
      // Of a token that was here a person may have taken it back since.
      const isNew = one?.kept !== undefined && one.ours === undefined;
      return !isNew || isOver || known.has(grant.id) ? [] : [{ ...grant, token: one.kept.id }];
    });
    if (fresh.length === 0) return succeeded(0);
    const kept = await lendingBook.change((book) => ({ ...book, grants: [...book.grants, ...fresh] }));
    return kept.ok ? succeeded(fresh.length) : kept;
  }

  return {
    put,
    async rest(opened, put, wanted) {
      const acts = await goOn(opened, put);
      if (!acts.ok) return acts;
      const grants = await permit(opened, put);
      if (!grants.ok) return grants;
      const kept = wanted.settings && opened.settings !== undefined ? await settings.put(opened.settings) : done;
      return kept.ok ? succeeded({ acts: acts.value, grants: grants.value }) : kept;
    },
  };
}

async function all(begun: readonly Promise<Result<void, Failure>>[]): Promise<Result<void, Failure>> {
  const results = await Promise.all(begun);
  return results.find((result) => !result.ok) ?? done;
}
