import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import type { LendingBook, LendingStore } from '../domain/lending-ports.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { openStoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface OpenedLending extends LendingStore {
  troubles(): readonly FileFailure[];
  end(): Promise<void>;
}

const text = z.string();
const texts = z.array(text);
const count = z.int().min(0);
const at = z.number().transform(instant);
const id = z.string().min(1).max(100).transform(tokenId);

export const grantSchema = z.object({
  id: text,
  token: id,
  tool: text,
  allows: z.boolean(),
  scopes: texts.optional(),
  audience: texts.optional(),
  longest: z.number().transform(duration).optional(),
  since: at,
  until: at.optional(),
  once: z.boolean().optional(),
});

const borrower = z.object({
  tool: text,
  program: text,
  pid: count,
  parent: text.optional(),
  folder: text,
  repo: text.optional(),
  host: text.optional(),
});

const lease = z.object({
  id: text,
  token: id,
  label: text,
  borrower,
  how: z.enum(['narrowed', 'whole', 'broker']),
  scopes: texts,
  openedAt: at,
  endsAt: at,
  child: z.object({ slot: id, ends: z.enum(['own', 'waits']), expiresAt: at.optional() }).optional(),
  ending: z.object({ since: at, misses: count, notBefore: at.optional() }).optional(),
});

const place = { folder: text, repo: text.optional(), host: text.optional() };
const use = z.object({ token: id, tool: text, ...place, firstAt: at, lastAt: at });
const call = z.object({ token: id, method: text, path: text, status: count, count, lastAt: at });

const bookSchema: z.ZodType<LendingBook> = z.object({
  grants: z.array(grantSchema),
  leases: z.array(lease),
  uses: z.array(use),
  calls: z.array(call),
});

const codec: Codec<LendingBook> = {
  version: 1,
  encode: (book) => [Buffer.from(JSON.stringify(book))],
  decode(bytes) {
    const read = bookSchema.safeParse(parseJson(bytes));
    return read.success ? { state: read.data, flawed: false } : undefined;
  },
};

/** A book that is lost costs grants, which are asked for anew, and the ends of children, which then come by themselves. */
export function openLending(place: FilePlace): Result<OpenedLending, FileFailure> {
  const opened = openStoreFile({
    ...place,
    name: 'lending',
    codec,
    blank: (): LendingBook => ({ grants: [], leases: [], uses: [], calls: [] }),
    whenLost: 'begin-anew',
  });
  if (!opened.ok) return failed(opened.failure);
  const { get, set, troubles, end } = opened.value;
  return succeeded({ get, change: (change) => set(change(get())), troubles, end });
}
