import { useWords, type Borrower, type Call, type Learned, type Use } from '../../shared/lease.ts';
import type { Scope, Token, TokenId } from '../../shared/token.ts';
import { isKnown, withCall, withoutToken, withUse } from '../domain/learning.ts';
import type { LendingBook } from '../domain/lending-ports.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';

export interface Learning {
  /** A tool used a token. Written down after it happened: what is lost in a crash is learned again. */
  saw(token: TokenId, by: Borrower): void;
  called(token: TokenId, call: { readonly method: string; readonly path: string; readonly status: number }): void;
  /** The same object as long as nothing was learned; undefined where nothing ever was. */
  of(token: Token): Learned | undefined;
  /** Who uses a token: those whom a person told, then those who were seen. */
  consumersOf(token: Token): readonly string[];
  forget(token: TokenId): Promise<void>;
}

type Needs = Pick<Ports, 'clock' | 'lendingBook'> & { readonly registry: Registry; changed(): void };

export function createLearning({ clock, lendingBook, registry, changed }: Needs): Learning {
  const known = new Map<TokenId, { readonly from: Seen; readonly learned: Learned }>();

  function write(change: (book: LendingBook) => LendingBook): void {
    void lendingBook.change(change).then(changed);
  }

  function leastOf(token: Token, { calls }: Seen): readonly Scope[] | undefined {
    const needs = registry.get(token.provider)?.needs;
    if (needs === undefined || calls.length === 0) return undefined;
    const each = calls.map(({ method, path }) => needs(method, path));
    // One that is not known would make a promise of the rest.
    const all = each.filter((one) => one !== undefined);
    return all.length === each.length ? [...new Set(all.flat())].sort() : undefined;
  }

  function of(token: Token): Learned | undefined {
    const from = seenOf(lendingBook.get(), token.id);
    if (from === NOTHING) return undefined;
    const before = known.get(token.id);
    if (before !== undefined && isAlike(before.from, from)) return before.learned;
    const learned: Learned = { ...from, least: leastOf(token, from) };
    known.set(token.id, { from, learned });
    return learned;
  }

  return {
    of,
    saw(token, by) {
      const now = clock.now();
      if (!isKnown(lendingBook.get(), token, by, now)) write((book) => withUse(book, token, by, now));
    },
    called(token, call) {
      write((book) => withCall(book, { token, ...call, lastAt: clock.now() }));
    },
    consumersOf(token) {
      const seen = (of(token)?.uses ?? []).map(useWords);
      return [...new Set([...token.consumers, ...seen])];
    },
    async forget(token) {
      known.delete(token);
      await lendingBook.change((book) => withoutToken(book, token));
    },
  };
}

interface Seen {
  readonly uses: readonly Use[];
  readonly calls: readonly Call[];
}

const NOTHING: Seen = { uses: [], calls: [] };

/** A picture asks for ten thousand tokens, so the book is gone through once, not once a token. */
const indexes = new WeakMap<LendingBook, ReadonlyMap<TokenId, Seen>>();

function seenOf(book: LendingBook, token: TokenId): Seen {
  const index = indexes.get(book) ?? indexOf(book);
  indexes.set(book, index);
  return index.get(token) ?? NOTHING;
}

function indexOf({ uses, calls }: LendingBook): ReadonlyMap<TokenId, Seen> {
  const index = new Map<TokenId, { uses: Use[]; calls: Call[] }>();
  const of = (token: TokenId) => {
    const seen = index.get(token) ?? { uses: [], calls: [] };
    index.set(token, seen);
    return seen;
  };
  for (const use of uses) of(use.token).uses.push(use);
  for (const call of calls) of(call.token).calls.push(call);
  return index;
}

/** Entries never change in place. */
const isAlike = (one: Seen, other: Seen): boolean =>
  one.uses.length === other.uses.length &&
  one.calls.length === other.calls.length &&
  one.uses.every((use, i) => use === other.uses[i]) &&
  one.calls.every((call, i) => call === other.calls[i]);
