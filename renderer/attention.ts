import { gravityOf, worstFirst } from '../shared/order.ts';
import type { Snapshot, TokenView } from '../shared/snapshot.ts';
import { days, duration, earlier, later, type Instant } from '../shared/time.ts';
import type { Spoken } from './speaking.ts';

const lacksValue = ({ token }: TokenView): boolean => token.warnings.some(({ code }) => code === 'value-missing');

/** Its end is near and no matter: it renews itself, and nothing has gone wrong with that. */
const isCaredFor = ({ status, renews, token }: TokenView): boolean =>
  status.kind === 'expiring' && renews !== 'none' && (token.renewing?.misses ?? 0) === 0;

/** What a person has to do something about now, worst first. What was snoozed waits. */
export function needPerson(tokens: readonly TokenView[], now: Instant): readonly TokenView[] {
  return tokens
    .filter((view) => lacksValue(view) || !['unsure', 'well'].includes(gravityOf(view.status)))
    .filter((view) => lacksValue(view) || !isCaredFor(view))
    .filter(({ token }) => token.snoozedUntil === undefined || token.snoozedUntil <= now)
    .sort(worstFirst);
}

/** When the next token asks for a person by itself; undefined where none is known to. */
export function quietUntil(
  { tokens, settings }: Pick<Snapshot, 'tokens' | 'settings'>,
  now: Instant,
): Instant | undefined {
  let soonest: Instant | undefined;
  const consider = (at: Instant): void => {
    if (at > now && (soonest === undefined || at < soonest)) soonest = at;
  };
  for (const { token, renews } of tokens) {
    const lead = (token.leads ?? settings.leads)[0] ?? duration(0);
    if (token.expiry.kind === 'at' && renews === 'none') consider(earlier(token.expiry.at, lead));
    if (token.snoozedUntil !== undefined) consider(token.snoozedUntil);
  }
  return soonest;
}

/** "Nothing needs you before 12 December." */
export function quietWords(
  snapshot: Pick<Snapshot, 'tokens' | 'settings'>,
  now: Instant,
  { words: { time }, text: { home } }: Spoken,
): string {
  const until = quietUntil(snapshot, now);
  if (until === undefined) return home.nothing;
  return until < later(now, days(1))
    ? home.nothingFor(time.length(until - now))
    : home.nothingBefore(time.date(until, now));
}

/** What stands beside that promise: of which tokens nothing is known just now. Empty where there are none. */
export function asideWords({ tokens, providers }: Pick<Snapshot, 'tokens' | 'providers'>, { text }: Spoken): string {
  const silent = new Set(providers.filter(({ checks }) => !checks).map(({ id }) => id));
  const unsure = tokens.filter(({ status }) => status.kind === 'unknown').length;
  const unasked = tokens.filter(
    ({ status, token }) => status.kind === 'unchecked' && !silent.has(token.provider),
  ).length;
  return [...(unsure > 0 ? [text.home.unsure(unsure)] : []), ...(unasked > 0 ? [text.home.unasked(unasked)] : [])].join(
    ' ',
  );
}
