import { hours, instant, later, type Instant } from '../shared/time.ts';

/** Eight in the morning of the next local day. */
function tomorrow(now: Instant): Instant {
  const date = new Date(now);
  return instant(new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime());
}

export const pauseChoices = [
  { name: 'forHour', until: (now: Instant) => later(now, hours(1)) },
  { name: 'untilTomorrow', until: tomorrow },
] as const;
