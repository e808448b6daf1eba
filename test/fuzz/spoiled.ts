import fc from 'fast-check';
import { CANARY } from './fuzz.ts';

interface Edit {
  readonly kind: 'flip' | 'drop' | 'insert' | 'repeat' | 'cut' | 'canary';
  /** Where, as a part of the whole. */
  readonly at: number;
  readonly byte: number;
  readonly length: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('flip', 'drop', 'insert', 'repeat', 'cut', 'canary'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 13, 34, 44, 58, 61, 92, 123, 125, 255)),
  length: fc.oneof(fc.nat(8), fc.nat(400)),
});

function edited(bytes: Buffer, { kind, at, byte, length }: Edit): Buffer {
  const from = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (byte || 1)]), after.subarray(1)]);
    case 'drop':
      return Buffer.concat([before, after.subarray(length)]);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length, byte), after]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'cut':
      return before;
    case 'canary':
      return Buffer.concat([before, Buffer.from(CANARY), after]);
  }
}

/** Good samples with some edits; and bytes that never were any. */
export const spoiledBytes = (samples: readonly (string | Uint8Array)[]): fc.Arbitrary<Buffer> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 5 }))
        .map(([sample, edits]) => edits.reduce(edited, Buffer.from(sample as Uint8Array))),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)) },
  );

export const spoiledText = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: spoiledBytes(samples).map((bytes) => bytes.toString('utf8')) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 1, arbitrary: fc.tuple(anyPiece(samples), fc.nat(2000)).map(([piece, count]) => piece.repeat(count)) },
  );

/** What a pattern that goes back and forth chokes on: a piece many times over. */
const anyPiece = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\n',
      '=',
      ':',
      '"',
      '\\',
      '/',
      '0',
      '-',
      '{',
      '[',
      '\u200b',
      'é',
      'a=',
      ' "',
      "' ",
    ),
    fc.constantFrom(...samples).map((sample) => sample.slice(0, 12)),
  );

/** Any JSON value. The canary stands in it where nothing is expected. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    '__proto__',
    -1,
    0,
    1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    { [CANARY]: CANARY },
    { more: { [CANARY]: [CANARY] } },
    '2027-01-01T00:00:00Z',
    '9'.repeat(40),
    'a'.repeat(5000),
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** As an issuer might answer that sends back what it was shown. */
export const echoing: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(CANARY, `Bearer ${CANARY}`, [CANARY], { [CANARY]: CANARY }, `bad token ${CANARY}`),
  oddValue,
);

/** A JSON value with some of its parts replaced, taken away or added. */
export const oddJson = (samples: readonly unknown[], odd: fc.Arbitrary<unknown> = oddValue): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(60), odd), { maxLength: 4 }))
        .map(([sample, changes]) =>
          changes.reduce<unknown>((tree, [nth, value]) => withPart(tree, nth, value), sample),
        ),
    },
    { weight: 1, arbitrary: odd },
  );

/** The nth place of a tree, counted from its root, given another content; past the last place a name is added. */
function withPart(tree: unknown, nth: number, value: unknown): unknown {
  let count = -1;
  let isDone = false;
  function walk(part: unknown): unknown {
    count += 1;
    if (count === nth) {
      isDone = true;
      return value;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    return part;
  }
  const walked = walk(tree);
  if (isDone || typeof walked !== 'object' || walked === null || Array.isArray(walked)) return walked;
  return { ...walked, [`more${nth % 3}`]: value };
}
