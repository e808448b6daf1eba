import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import type { Journal, JournalEntry } from '../domain/storage-ports.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { openStoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface OpenedJournal extends Journal {
  troubles(): readonly FileFailure[];
  end(): Promise<void>;
}

type Entries = readonly JournalEntry[];

export const journalSchema: z.ZodType<Entries> = z.array(
  z.object({
    id: z.string().min(1).max(100),
    token: z.string().min(1).max(100).transform(tokenId),
    act: z.enum(['refresh', 'rotate', 'revoke']),
    step: z.enum(['intent', 'sent', 'kept', 'verified', 'switched', 'retired']),
    at: z.number().transform(instant),
    generation: z.int().min(0),
    shared: z.string().max(200).optional(),
  }),
);

const codec: Codec<Entries> = {
  version: 1,
  encode: (entries) => [Buffer.from(JSON.stringify(entries))],
  decode(bytes) {
    const read = journalSchema.safeParse(parseJson(bytes));
    return read.success ? { state: read.data, flawed: false } : undefined;
  },
};

/** Without it nobody knows what was sent, so a journal that is lost keeps the vault from opening, as a lost catalog does. */
export function openJournal(place: FilePlace): Result<OpenedJournal, FileFailure> {
  const opened = openStoreFile({ ...place, name: 'journal', codec, blank: (): Entries => [], whenLost: 'refuse' });
  if (!opened.ok) return failed(opened.failure);
  const { get, set, troubles, end } = opened.value;
  return succeeded({
    open: get,
    put: (entry) => set([...get().filter(({ id }) => id !== entry.id), entry]),
    close: (id) => set(get().filter((entry) => entry.id !== id)),
    troubles,
    end,
  });
}
