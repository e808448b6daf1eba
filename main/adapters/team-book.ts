import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { recordId } from '../../shared/team-ids.ts';
import { memberIdText, teamIdText } from '../../shared/team-record.ts';
import { instant } from '../../shared/time.ts';
import type { Membership, TeamBook } from '../domain/ports-sharing.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { openStoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface OpenedTeamBook extends TeamBook {
  troubles(): readonly FileFailure[];
  end(): Promise<void>;
}

const text = z.string();
const at = z.number().transform(instant);
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: text }),
  z.object({ kind: z.literal('postgres'), url: text }),
]);

const change = z.object({
  at,
  what: z.enum([
    'joined',
    'left',
    'role',
    'invited',
    'asked',
    'shared',
    'unshared',
    'value',
    'facts',
    'access',
    'conflict',
    'keys',
    'refused',
  ]),
  by: text.optional(),
  whom: text.optional(),
});

const membership = z.object({
  team: teamIdText,
  name: text,
  place,
  member: memberIdText,
  root: text,
  state: z.enum(['asking', 'in', 'out']),
  invitation: text.optional(),
  phrase: text.optional(),
  syncedAt: at.optional(),
  agreed: z.record(text.transform(recordId), z.object({ head: text, digest: text, alias: text.optional() })),
  changes: z.array(change).readonly(),
  seenAt: at.optional(),
});

type Book = readonly Membership[];
const bookSchema: z.ZodType<Book> = z.array(membership).readonly();

const codec: Codec<Book> = {
  version: 1,
  encode: (book) => [Buffer.from(JSON.stringify(book))],
  decode(bytes) {
    const read = bookSchema.safeParse(parseJson(bytes));
    return read.success ? { state: read.data, flawed: false } : undefined;
  },
};

/** In which teams this home is. Where it is lost the keys in the keychain belong to nobody, so it is never begun anew in silence. */
export function openTeamBook(place: FilePlace): Result<OpenedTeamBook, FileFailure> {
  const opened = openStoreFile({ ...place, name: 'teams', codec, blank: (): Book => [], whenLost: 'refuse' });
  if (!opened.ok) return failed(opened.failure);
  const { get, set, troubles, end } = opened.value;
  const without = (team: Membership['team']): Book => get().filter((each) => each.team !== team);
  return succeeded({
    list: get,
    put: (one) => set([...without(one.team), one]),
    change: (team, changed) => set(get().map((each) => (each.team === team ? changed(each) : each))),
    forget: (team) => set(without(team)),
    troubles,
    end,
  });
}
