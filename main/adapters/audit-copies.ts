import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import { Secret } from '../domain/secret.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import { chainId } from './audit-chain.ts';
import { readHead } from './audit-head.ts';
import { createAuditKeys, markSchema } from './audit-keys.ts';
import { openPlain, segmentsIn } from './audit-segments.ts';
import type { LogHead, LogPiece } from './backup-lines.ts';
import { parseJson } from './parse-json.ts';

/** A log with the folder that its files are in. */
export interface LogPlace extends LogHead {
  readonly place: string;
}

const PIECE_BYTES = 4 * 1_048_576;

const copiesSchema = z.array(
  z.object({ chain: z.string(), machine: z.string(), key: z.string(), end: markSchema }),
) satisfies z.ZodType<readonly LogHead[]>;

type Store = Pick<SecretStore, 'get' | 'put'>;

/** No token is ever given this id. */
export const copiesId = (folder: string) =>
  tokenId(`audit-copies-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);

/** Beside our own log lie those that came with backups, each a chain under a key of its own. */
export const copyPlace = (folder: string, chain: string): string => join(folder, 'audit', 'restored', chain);

/**
 * The logs that came with backups, as the keychain knows them: their keys, and how far each went when it came. So one whose files are gone is
 * missed.
 */
export async function copiesOf(secrets: Store, folder: string): Promise<Result<readonly LogPlace[], KeyringFailure>> {
  const kept = await readCopies(secrets, folder);
  if (!kept.ok) return kept;
  return succeeded(kept.value.copies.map((copy) => ({ ...copy, place: copyPlace(folder, copy.chain) })));
}

async function readCopies(
  secrets: Store,
  folder: string,
): Promise<Result<{ readonly copies: readonly LogHead[]; readonly generation: number }, KeyringFailure>> {
  const kept = await secrets.get(copiesId(folder));
  if (!kept.ok) return kept;
  if (kept.value === undefined) return succeeded({ copies: [], generation: 0 });
  const read = copiesSchema.safeParse(kept.value.credential.access.use((text) => parseJson(Buffer.from(text))));
  if (!read.success) return failed({ code: 'keyring-damaged' });
  return succeeded({ copies: read.data, generation: kept.value.generation });
}

export async function noteCopies(
  secrets: Store,
  folder: string,
  fresh: readonly LogHead[],
): Promise<Result<void, KeyringFailure>> {
  if (fresh.length === 0) return done;
  const before = await readCopies(secrets, folder);
  if (!before.ok) return before;
  const chains = new Set(fresh.map(({ chain }) => chain));
  const copies = [...before.value.copies.filter(({ chain }) => !chains.has(chain)), ...fresh].map(
    ({ chain, machine, key, end }) => ({ chain, machine, key, end }),
  );
  const credential = { access: new Secret(JSON.stringify(copies)), fields: {} };
  const put = await secrets.put(copiesId(folder), credential, before.value.generation);
  return put.ok ? done : put;
}

/** All logs of a home as far as each is known to go, our own first. `machine` is the one that our own is of. */
export async function logsOf(
  secrets: Store,
  folder: string,
  machine: string,
): Promise<Result<readonly LogPlace[], KeyringFailure>> {
  const kept = await createAuditKeys(secrets, folder).read();
  if (!kept.ok) return kept;
  const copies = await copiesOf(secrets, folder);
  if (!copies.ok) return copies;
  const { key, anchor } = kept.value;
  if (key === undefined) return copies;
  const place = join(folder, 'audit');
  const head = readHead(place, key);
  const end = head.kind === 'read' && head.mark.n >= (anchor?.n ?? 0) ? head.mark : anchor;
  if (end === undefined || end.n === 0) return copies;
  const own = { place, chain: chainId(key), machine, key: key.toString('base64url'), end };
  return succeeded([own, ...copies.value]);
}

/** The files of a log up to its end, in pieces. Throws the system's error. */
export async function* piecesOf({ place, chain, end }: LogPlace): AsyncGenerator<LogPiece> {
  for (const segment of await segmentsIn(place)) {
    if (segment > end.segment) return;
    const handle = await openPlain(join(place, segment));
    try {
      const size = segment === end.segment ? end.size : (await handle.stat()).size;
      for (let at = 0; at < size; at += PIECE_BYTES) {
        const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - at));
        const { bytesRead } = await handle.read(piece, 0, piece.length, at);
        // A log that is shorter than it says is copied as far as it goes; whoever proves it sees that.
        yield { chain, segment, gzip: gzipSync(piece.subarray(0, bytesRead)).toString('base64') };
      }
    } finally {
      await handle.close();
    }
  }
}

/** Throws where it is no gzip, or unpacks to more than a piece may have. */
export const unpackPiece = ({ gzip }: LogPiece): Buffer =>
  gunzipSync(Buffer.from(gzip, 'base64'), { maxOutputLength: PIECE_BYTES });
