import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { formsIn, processesNow } from './canary.ts';

const hasProc = existsSync('/proc/self/environ');

/** Where a value was seen that should be nowhere, as `place: form`. */
export interface Search {
  look(place: string, bytes: Buffer | string): void;
  readonly found: readonly string[];
}

export function searchFor(values: readonly string[]): Search {
  const found = new Set<string>();
  return {
    look(place, bytes) {
      for (const value of values) for (const form of formsIn(bytes, value)) found.add(`${place}: ${form}`);
    },
    get found() {
      return [...found];
    },
  };
}

/** Looks at arguments and environments of all processes for as long as some work lasts. */
export async function watched<T>(search: Search, work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = work.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver && hasProc) {
    for (const [place, bytes] of processesNow()) search.look(place, bytes);
    await Promise.race([over, pause(10)]);
  }
  return work;
}
