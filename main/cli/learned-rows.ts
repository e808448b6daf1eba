import { useWords, type Learned } from '../../shared/lease.ts';
import { instant, isoOf } from '../../shared/time.ts';
import type { Scope } from '../../shared/token.ts';
import { ago } from '../../shared/words-time.ts';

/** So many tools and calls are told; JSON has all of them. */
const MOST_TOLD = 8;

/** What was seen of a token's use, and what that means for its scopes. */
export function learnedFacts(
  learned: Learned | undefined,
  scopes: readonly Scope[],
): readonly (readonly [string, string])[] {
  if (learned === undefined) return [];
  const now = instant(Date.now());
  const uses = learned.uses
    .slice(0, MOST_TOLD)
    .map((use) => ['Seen', `${useWords(use)}, ${ago(use.lastAt, now)}`] as const);
  const calls = learned.calls
    .slice(0, MOST_TOLD)
    .map(
      ({ method, path, count }) => ['Asked', `${method} ${path}, ${count === 1 ? 'once' : `${count} times`}`] as const,
    );
  return [...uses, ...calls, ...leastFact(learned.least, scopes)];
}

function leastFact(
  least: readonly Scope[] | undefined,
  scopes: readonly Scope[],
): readonly (readonly [string, string])[] {
  if (least === undefined) return [];
  const needed = least.length === 0 ? 'no scope at all' : least.join(', ');
  const spare = scopes.filter((scope) => !least.includes(scope));
  const more = spare.length === 0 ? '' : `; it also has ${spare.join(', ')}`;
  return [['Would do', `for what the broker saw: ${needed}${more}`]];
}

export function learnedJson({ uses = [], calls = [], least }: Partial<Learned> = {}) {
  return {
    uses: uses.map(({ token: _token, firstAt, lastAt, ...use }) => ({
      ...use,
      firstAt: isoOf(firstAt),
      lastAt: isoOf(lastAt),
    })),
    calls: calls.map(({ token: _token, lastAt, ...call }) => ({ ...call, lastAt: isoOf(lastAt) })),
    leastScopes: least ?? null,
  };
}
