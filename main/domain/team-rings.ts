import { Secret } from './secret.ts';

/** The team's own keys of one epoch. Who may only see has no `values`. */
export interface Ring {
  readonly epoch: number;
  readonly facts: Secret;
  readonly values?: Secret | undefined;
}

/** So many epochs are kept: records of the one before may still have to be sealed anew. */
const MOST_RINGS = 4;

/**
 * An identity file as the `age` program reads it, newest epoch first: a comment that says what the key below is for, and the key.
 */
export function spellRings(rings: readonly Ring[]): Secret {
  const lines = rings
    .slice(0, MOST_RINGS)
    .flatMap(({ epoch, facts, values }) => [
      ...spelled(`# facts ${epoch}`, facts),
      ...(values === undefined ? [] : spelled(`# values ${epoch}`, values)),
    ]);
  return new Secret(`${lines.join('\n')}\n`);
}

const spelled = (comment: string, key: Secret): readonly string[] => [comment, key.use((text) => text)];

/** What is no such line is passed over. Two of one epoch are there where two managers began it at once, until that is put right. */
export function readRings(file: Secret): readonly Ring[] {
  const lines = file.use((text) => text.split('\n'));
  const rings: Ring[] = [];
  for (const [at, line] of lines.entries()) {
    const [, what, epoch] = /^# (facts|values) (\d{1,9})$/.exec(line) ?? [];
    const key = new Secret(lines[at + 1] ?? '');
    const last = rings.at(-1);
    if (what === 'facts') rings.push({ epoch: Number(epoch), facts: key });
    if (what === 'values' && last?.epoch === Number(epoch)) rings[rings.length - 1] = { ...last, values: key };
  }
  return rings;
}

export const withoutValues = (rings: readonly Ring[]): readonly Ring[] =>
  rings.map(({ epoch, facts }) => ({ epoch, facts }));
