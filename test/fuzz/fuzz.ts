import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { vi } from 'vitest';
import { formsOf } from '../support/canary.ts';
import { SHARES, type Door } from './shares.ts';

/*
 * Each door of the product is given far more nonsense than anybody would send it. A case fails where something is thrown, where it takes
 * more than five seconds, or where the canary, which stands in for a value, comes out where no value may. What fails is printed with
 * `seed` and `path`; `FUZZ_SEED=… FUZZ_PATH=… vitest run --project unit test/fuzz -t DOOR` runs that one case again, and `FUZZ_TIMES=10`
 * ten times as many.
 */
const { FUZZ_SEED, FUZZ_PATH, FUZZ_TIMES = '1' } = process.env;
const MOST_MS = 5000;

/** Stands in for a value. Letters and digits alone, so that no escaping hides it. */
export const CANARY = `ghp_${randomBytes(18).toString('hex')}`;
const forms = [...formsOf(CANARY).values()];

// Busy machines are slow, and this is much.
vi.setConfig({ testTimeout: 600_000 });

/** What the runtime, or a library by way of it, said on standard error. */
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

/** One case; what it answers may be seen by anybody, and is searched. */
type Enter<T> = (input: T) => unknown;

export async function fuzz<T>(door: Door, input: fc.Arbitrary<T>, enter: Enter<T>): Promise<void> {
  const property = fc.asyncProperty(input, async (given) => {
    const began = performance.now();
    const seen = await inTime(enter(given));
    const took = performance.now() - began;
    if (took > MOST_MS) throw new Error(`it took ${Math.round(took)} ms`);
    if (leaks(seen)) throw new Error('the canary came out');
  });
  await fc.assert(property, {
    numRuns: Math.ceil(SHARES[door] * Number(FUZZ_TIMES)),
    endOnFailure: true,
    ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
    ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
  });
  // A warning is said a moment later.
  await new Promise(setImmediate);
  if (leaks(warnings)) throw new Error('a warning quotes the canary');
}

async function inTime(work: unknown): Promise<unknown> {
  if (!(work instanceof Promise)) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), MOST_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function leaks(seen: unknown): boolean {
  const text = typeof seen === 'string' ? seen : (JSON.stringify(seen) ?? '');
  const bytes = Buffer.from(text);
  return forms.some((form) => bytes.includes(form));
}

/** A claim about one case; `isDeepStrictEqual` of `node:util` compares for it. */
export function holds(claim: boolean, what: string): void {
  if (!claim) throw new Error(what);
}
