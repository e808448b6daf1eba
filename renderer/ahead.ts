import type { Settings } from '../shared/settings.ts';
import type { TokenView } from '../shared/snapshot.ts';
import { days, earlier, later, type Instant } from '../shared/time.ts';

export const AHEAD = days(90);

export type Lane = 'person' | 'itself';

/** One token on the timeline: when it ends, or when it renews itself before that. */
export interface Mark {
  readonly view: TokenView;
  readonly lane: Lane;
  readonly at: Instant;
  /** When it is warned of, first to last; what is past is left out. */
  readonly warnsAt: readonly Instant[];
}

/** Marks that stand over each other because their moments are too close to be drawn apart. */
export interface Pile {
  readonly lane: Lane;
  readonly column: number;
  readonly marks: readonly Mark[];
}

const RENEWALS: ReadonlySet<string | undefined> = new Set(['refresh', 'rotate']);

/** What happens to tokens in the coming time, soonest first. */
export function marksAhead(
  tokens: readonly TokenView[],
  settings: Pick<Settings, 'leads'>,
  now: Instant,
): readonly Mark[] {
  const last = later(now, AHEAD);
  return tokens
    .flatMap((view) => markOf(view, settings, now))
    .filter(({ at }) => at > now && at <= last)
    .sort((a, b) => a.at - b.at);
}

function markOf(view: TokenView, settings: Pick<Settings, 'leads'>, now: Instant): readonly Mark[] {
  const { token, renews, nextDue } = view;
  const endsAt = token.expiry.kind === 'at' ? token.expiry.at : undefined;
  if (nextDue !== undefined && RENEWALS.has(nextDue.what)) {
    return [{ view, lane: 'itself', at: nextDue.at, warnsAt: [] }];
  }
  if (endsAt === undefined) return [];
  if (renews !== 'none') return [{ view, lane: 'itself', at: endsAt, warnsAt: [] }];
  const warnsAt = (token.leads ?? settings.leads).map((lead) => earlier(endsAt, lead)).filter((at) => at > now);
  return [{ view, lane: 'person', at: endsAt, warnsAt }];
}

/** How far along the timeline a moment lies, from 0 to 1. */
export const along = (at: Instant, now: Instant): number => (at - now) / AHEAD;

export function pilesOf(marks: readonly Mark[], now: Instant, columns: number): readonly Pile[] {
  const piles = new Map<string, { lane: Lane; column: number; marks: Mark[] }>();
  for (const mark of marks) {
    const column = Math.min(columns - 1, Math.floor(along(mark.at, now) * columns));
    const key = `${mark.lane} ${column}`;
    const pile = piles.get(key);
    if (pile === undefined) piles.set(key, { lane: mark.lane, column, marks: [mark] });
    else pile.marks.push(mark);
  }
  return [...piles.values()];
}
