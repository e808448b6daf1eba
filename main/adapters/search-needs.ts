import type { SkipReason, Skipped } from '../../shared/commands/scan.ts';
import type { SightPlace } from '../../shared/commands/scan.ts';
import type { Duration } from '../../shared/time.ts';
import type { SearchHooks, Sight, Traces } from '../domain/scan-ports.ts';
import { Secret } from '../domain/secret.ts';
import { readingsOf } from './scan-traces.ts';

/** What every way of searching is given. */
export interface SearchNeeds {
  readonly program: string;
  readonly traces: Traces;
  readonly most: Duration;
  readonly hooks: SearchHooks;
}

/** All that one match may say. */
export function sightsOf(text: string, place: SightPlace, traces: Traces): readonly Sight[] {
  return readingsOf(text, traces).map((reading) => ({ run: new Secret(reading.text), form: reading.form, place }));
}

const MOST_SKIPPED = 1000;

/** What was not looked at: each place once, and not more of them than anybody reads. */
export function createSkips() {
  const skipped = new Map<string, Skipped>();
  return {
    add(place: string, why: SkipReason): void {
      if (skipped.size < MOST_SKIPPED) skipped.set(`${why} ${place}`, { place, why });
      else skipped.set('too-many', { place: '…', why: 'too-many' });
    },
    list: (): readonly Skipped[] => [...skipped.values()],
  };
}

/** Runs something once after a while unless it is called off; never keeps the process alive. */
export function afterAll(most: Duration, run: () => void): () => void {
  const timer = setTimeout(run, most);
  timer.unref();
  return () => clearTimeout(timer);
}
