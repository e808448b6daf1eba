import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import type { NoticeKind } from '../../shared/notice.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, instant } from '../../shared/time.ts';
import { BACKUP_TROUBLES } from '../../shared/snapshot.ts';
import { tokenId } from '../../shared/token.ts';
import type { Memory, MemoryStore } from '../domain/storage-ports.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { openStoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface OpenedMemory extends MemoryStore {
  troubles(): readonly FileFailure[];
  end(): Promise<void>;
}

const text = z.string();
const at = z.number().transform(instant);
const about = { token: z.string().min(1).max(100).transform(tokenId), label: text, provider: text };

const what: z.ZodType<NoticeKind> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expiring'), ...about, expiresAt: at, lead: z.number().transform(duration) }),
  z.object({ kind: z.literal('expired'), ...about, expiresAt: at }),
  z.object({ kind: z.literal('dead'), ...about, state: z.enum(['revoked', 'invalid']) }),
  z.object({ kind: z.literal('sign-in'), ...about, why: z.enum(['refused', 'answer-lost']) }),
  z.object({ kind: z.literal('revocation'), ...about, said: text.optional(), link: text.optional() }),
  z.object({ kind: z.literal('found'), ...about, file: text }),
  z.object({
    kind: z.literal('rotation'),
    ...about,
    trouble: z.enum(['answer-lost', 'new-refused', 'target-failed']),
  }),
  z.object({ kind: z.literal('backup'), trouble: z.enum(BACKUP_TROUBLES) }),
  z.object({ kind: z.literal('update'), label: text, oneWay: z.boolean() }),
]);

const memorySchema: z.ZodType<Memory> = z.object({
  notices: z.array(
    z.object({ id: text, at, what, shownAt: at.optional(), readAt: at.optional(), postedAt: at.optional() }),
  ),
  pausedUntil: at.optional(),
  clipboard: z.object({ digest: text, label: text, clearsAt: at }).optional(),
  lock: z.object({ lockedAt: at.optional(), wrong: z.int().min(0), tryAt: at.optional() }).optional(),
  update: z.object({ lookedAt: at.optional(), failedAt: at.optional(), told: text.optional() }).optional(),
  posting: z.object({ url: text, since: at, misses: z.int().min(0), notBefore: at.optional() }).optional(),
  takenOver: z
    .array(z.object({ id: text, at, file: text, labels: z.array(text), slot: text.transform(tokenId) }))
    .optional(),
  backup: z
    .object({
      series: text,
      lastAt: at.optional(),
      file: text.optional(),
      trouble: z.enum(BACKUP_TROUBLES).optional(),
      notBefore: at.optional(),
    })
    .optional(),
});

const codec: Codec<Memory> = {
  version: 1,
  encode: (memory) => [Buffer.from(JSON.stringify(memory))],
  decode(bytes) {
    const read = memorySchema.safeParse(parseJson(bytes));
    return read.success ? { state: read.data, flawed: false } : undefined;
  },
};

/** Lost memory costs the inbox and a second telling at most, so it never keeps the vault from opening. */
export function openMemory(place: FilePlace): Result<OpenedMemory, FileFailure> {
  const opened = openStoreFile({
    ...place,
    name: 'memory',
    codec,
    blank: (): Memory => ({ notices: [] }),
    whenLost: 'begin-anew',
  });
  if (!opened.ok) return failed(opened.failure);
  const { get, set, troubles, end } = opened.value;
  return succeeded({ get, put: set, troubles, end });
}
