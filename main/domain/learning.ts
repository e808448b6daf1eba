import type { Borrower, Call, Use } from '../../shared/lease.ts';
import { minutes, type Instant } from '../../shared/time.ts';
import type { TokenId } from '../../shared/token.ts';
import type { LendingBook } from './lending-ports.ts';

/** So many are remembered of one token, and of all; the oldest give way. */
const MOST_USES = 40;
const MOST_CALLS = 100;
const MOST_OF_ALL = 4000;
/** A use that was written down within this is not written down again. */
const FRESH = minutes(1);

const isSame = (use: Use, token: TokenId, { tool, folder, repo, host }: Borrower): boolean =>
  use.token === token && use.tool === tool && (use.repo ?? use.folder) === (repo ?? folder) && use.host === host;

/** True where the book says so already. */
export function isKnown({ uses }: LendingBook, token: TokenId, by: Borrower, now: Instant): boolean {
  const use = uses.find((one) => isSame(one, token, by));
  return use !== undefined && use.lastAt <= now && now - use.lastAt < FRESH;
}

export function withUse(book: LendingBook, token: TokenId, by: Borrower, now: Instant): LendingBook {
  const before = book.uses.find((one) => isSame(one, token, by));
  const { tool, folder, repo, host } = by;
  const use: Use = { token, tool, folder, repo, host, firstAt: before?.firstAt ?? now, lastAt: now };
  return {
    ...book,
    uses: newest(
      use,
      book.uses.filter((one) => one !== before),
      MOST_USES,
    ),
  };
}

export function withCall(book: LendingBook, call: Omit<Call, 'count'>): LendingBook {
  const { token, method, path } = call;
  const before = book.calls.find((one) => one.token === token && one.method === method && one.path === path);
  const rest = book.calls.filter((one) => one !== before);
  return { ...book, calls: newest({ ...call, count: (before?.count ?? 0) + 1 }, rest, MOST_CALLS) };
}

/** Newest first. */
function newest<T extends Use | Call>(one: T, rest: readonly T[], most: number): readonly T[] {
  const own = rest.filter(({ token }) => token === one.token).slice(0, most - 1);
  const others = rest.filter(({ token }) => token !== one.token);
  return [one, ...own, ...others].slice(0, MOST_OF_ALL);
}

export const withoutToken = (book: LendingBook, token: TokenId): LendingBook => ({
  grants: book.grants.filter((one) => one.token !== token),
  leases: book.leases.filter((one) => one.token !== token),
  uses: book.uses.filter((one) => one.token !== token),
  calls: book.calls.filter((one) => one.token !== token),
});
