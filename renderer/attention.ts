import { gravityOf, worstFirst } from '../shared/order.ts';
import type { Snapshot, TokenView } from '../shared/snapshot.ts';
import { days, duration, earlier, later, type Instant } from '../shared/time.ts';
import { dateWords, lengthWords } from '../shared/words-time.ts';

const lacksValue = ({ token }: TokenView): boolean => token.warnings.some(({ code }) => code === 'value-missing');

/** What a person has to do something about now, worst first. What was snoozed waits. */
export function needPerson(tokens: readonly TokenView[], now: Instant): readonly TokenView[] {
  return tokens
    .filter((view) => lacksValue(view) || !['unsure', 'well'].includes(gravityOf(view.status)))
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
  for (const { token } of tokens) {
    const lead = (token.leads ?? settings.leads)[0] ?? duration(0);
    if (token.expiry.kind === 'at') consider(earlier(token.expiry.at, lead));
    if (token.snoozedUntil !== undefined) consider(token.snoozedUntil);
  }
  return soonest;
}

/** "Nothing needs you before 12 December.", and what stands beside that promise. */
export function quietWords(snapshot: Pick<Snapshot, 'tokens' | 'settings' | 'providers'>, now: Instant): string {
  const { tokens, providers } = snapshot;
  const silent = new Set(providers.filter(({ checks }) => !checks).map(({ id }) => id));
  const unsure = tokens.filter(({ status }) => status.kind === 'unknown').length;
  const unasked = tokens.filter(
    ({ status, token }) => status.kind === 'unchecked' && !silent.has(token.provider),
  ).length;
  const beside = [
    ...(unsure > 0 ? [`${tokenCount(unsure)} can't be told just now.`] : []),
    ...(unasked > 0 ? [`${tokenCount(unasked)} not checked yet.`] : []),
  ];
  return [`Nothing needs you${whenWords(quietUntil(snapshot, now), now)}.`, ...beside].join(' ');
}

const tokenCount = (count: number): string => (count === 1 ? '1 token' : `${count} tokens`);

function whenWords(until: Instant | undefined, now: Instant): string {
  if (until === undefined) return '';
  return until < later(now, days(1)) ? ` for the next ${lengthWords(until - now)}` : ` before ${dateWords(until, now)}`;
}
