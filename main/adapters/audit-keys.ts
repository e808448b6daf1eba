import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import { Secret } from '../domain/secret.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import type { Link } from './audit-chain.ts';
import { parseJson } from './parse-json.ts';

/** A place in the log: an entry, the file it is in, and how long that file is with it. */
export interface Mark extends Link {
  readonly segment: string;
  readonly size: number;
}

export const markSchema = z.object({
  n: z.int().min(0),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  segment: z.string().max(64),
  size: z.int().min(0),
});

export interface Kept {
  /** Undefined where there never was one, or the keychain has lost it. */
  readonly key: Buffer | undefined;
  readonly anchor: Mark | undefined;
}

/** What the audit log keeps in the keychain: the chain's key, and the anchor, a place that the log has reached for certain. */
export interface AuditKeys {
  read(): Promise<Result<Kept, KeyringFailure>>;
  /** A key where there is none; another process may have been first, then it is that one's. The root is its anchor. */
  begin(rootOf: (key: Buffer) => Mark): Promise<Result<Buffer, KeyringFailure>>;
  /** Never moves backwards. */
  anchor(mark: Mark): Promise<Result<void, KeyringFailure>>;
}

const KEY_BYTES = 32;

/** No token is ever given one of these ids. One keychain may serve several homes, each with a log of its own. */
export function auditIds(folder: string) {
  const home = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { key: tokenId(`audit-key-${home}`), anchor: tokenId(`audit-head-${home}`) };
}

/** `folder` is the home, by its absolute path. */
export function createAuditKeys(secrets: Pick<SecretStore, 'get' | 'put'>, folder: string): AuditKeys {
  const { key: keyId, anchor: anchorId } = auditIds(folder);

  async function readKey(): Promise<Result<Buffer | undefined, KeyringFailure>> {
    const kept = await secrets.get(keyId);
    if (!kept.ok || kept.value === undefined) return kept.ok ? succeeded(undefined) : kept;
    const key = kept.value.credential.access.use((text) => Buffer.from(text, 'base64url'));
    return key.length === KEY_BYTES ? succeeded(key) : failed({ code: 'keyring-damaged' });
  }

  async function readAnchor(): Promise<
    Result<{ readonly mark: Mark | undefined; readonly generation: number }, KeyringFailure>
  > {
    const kept = await secrets.get(anchorId);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return succeeded({ mark: undefined, generation: 0 });
    const mark = markSchema.safeParse(kept.value.credential.access.use((text) => parseJson(Buffer.from(text))));
    return succeeded({ mark: mark.data, generation: kept.value.generation });
  }

  const putAnchor = (mark: Mark, expected: number) =>
    secrets.put(anchorId, { access: new Secret(JSON.stringify(mark)), fields: {} }, expected);

  async function anchor(mark: Mark): Promise<Result<void, KeyringFailure>> {
    const before = await readAnchor();
    if (!before.ok) return before;
    if ((before.value.mark?.n ?? -1) >= mark.n) return done;
    const put = await putAnchor(mark, before.value.generation);
    // Another process moved it meanwhile, and it moves forwards only.
    if (put.ok || put.failure.code === 'keyring-stale') return done;
    return put;
  }

  return {
    anchor,
    async read() {
      const key = await readKey();
      if (!key.ok) return key;
      const kept = await readAnchor();
      return kept.ok ? succeeded({ key: key.value, anchor: kept.value.mark }) : kept;
    },
    async begin(rootOf) {
      const key = randomBytes(KEY_BYTES);
      // The anchor comes first: a key that is there without one then says for certain that the anchor was lost.
      const kept = await readAnchor();
      if (!kept.ok) return kept;
      const anchored = await putAnchor(rootOf(key), kept.value.generation);
      if (!anchored.ok && anchored.failure.code !== 'keyring-stale') return anchored;
      const put = await secrets.put(keyId, { access: new Secret(key.toString('base64url')), fields: {} }, 0);
      if (put.ok) return succeeded(key);
      if (put.failure.code !== 'keyring-stale') return put;
      const theirs = await readKey();
      if (!theirs.ok) return theirs;
      return theirs.value === undefined ? failed({ code: 'keyring-damaged' }) : succeeded(theirs.value);
    },
  };
}
