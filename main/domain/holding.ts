import type { Notice } from '../../shared/notice.ts';
import type { Settings } from '../../shared/settings.ts';
import { days, duration, earlier, hours, later, minutes, type Duration, type Instant } from '../../shared/time.ts';

/** Until when desktop notifications are held back at `now`: a pause, or quiet hours. Undefined: they may come. */
export function heldUntil(
  now: Instant,
  pausedUntil: Instant | undefined,
  quiet: Settings['quietHours'],
  zoneOffset: Duration,
): Instant | undefined {
  const paused = pausedUntil !== undefined && pausedUntil > now ? pausedUntil : undefined;
  const quietEnd = quiet === null ? undefined : quietUntil(now, quiet, zoneOffset);
  if (paused === undefined || quietEnd === undefined) return paused ?? quietEnd;
  return paused > quietEnd ? paused : quietEnd;
}

function quietUntil(
  now: Instant,
  quiet: { readonly from: string; readonly to: string },
  zoneOffset: Duration,
): Instant | undefined {
  const [from, to] = [timeOfDay(quiet.from), timeOfDay(quiet.to)];
  const midnight = localMidnight(now, zoneOffset);
  const into = now - midnight;
  const inside = from <= to ? into >= from && into < to : into >= from || into < to;
  if (!inside) return undefined;
  const end = later(midnight, to);
  return end > now ? end : later(end, days(1));
}

function timeOfDay(text: string): Duration {
  const [hour, minute] = text.split(':').map(Number);
  return duration(((hour ?? 0) * 60 + (minute ?? 0)) * 60_000);
}

function localMidnight(now: Instant, zoneOffset: Duration): Instant {
  const local = now + zoneOffset;
  return earlier(now, duration(((local % days(1)) + days(1)) % days(1)));
}

/** "Until tomorrow" is eight in the morning, local time, of the next day. */
export function tomorrowMorning(now: Instant, zoneOffset: Duration): Instant {
  return later(localMidnight(now, zoneOffset), duration(days(1) + hours(8)));
}

/** More than this at once become one summary. */
const MOST_SEPARATE = 3;
/** What has waited longer than this comes as one, so that a pause or a late daemon ends in no flood. */
const FRESH = minutes(2);

/** How to show what has not been shown: each alone, or one for all. */
export function gather(
  unshown: readonly Notice[],
  now: Instant,
): { readonly each: readonly Notice[] } | { readonly all: readonly Notice[] } {
  // One that is about no token has no place among many that are.
  const others = unshown.filter(({ what }) => what.token === undefined);
  if (others.length > 0) return { each: others };
  const late = unshown.length > 1 && unshown.some((notice) => notice.at + FRESH < now);
  return late || unshown.length > MOST_SEPARATE ? { all: unshown } : { each: unshown };
}
