import { createHmac, randomBytes } from 'node:crypto';
import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, failed, succeeded } from '../../shared/result.ts';
import { tokenId } from '../../shared/token.ts';
import type { Digester, SecretStore } from '../domain/storage-ports.ts';
import { Secret } from '../domain/secret.ts';

/** The account of the key in the keyring; no token is ever given this id. */
export const KEY_ID = tokenId('vault-key');
const KEY_BYTES = 32;

/**
 * HMAC-SHA-256 in hex under a key that never leaves the keyring and this process's memory. A key that cannot be read is never made
 * anew: all digests made so far would stop matching.
 */
export function createDigester(secrets: Pick<SecretStore, 'get' | 'put'>): Digester {
  let known: Secret | undefined;
  let asking: Promise<Result<Secret, KeyringFailure>> | undefined;

  async function read(): Promise<Result<Secret | undefined, KeyringFailure>> {
    const kept = await secrets.get(KEY_ID);
    if (!kept.ok || kept.value === undefined) return kept.ok ? succeeded(undefined) : kept;
    const key = kept.value.credential.access;
    return key.use((text) => Buffer.from(text, 'base64url').length) === KEY_BYTES
      ? succeeded(key)
      : failed({ code: 'keyring-damaged' });
  }

  async function make(): Promise<Result<Secret, KeyringFailure>> {
    const key = new Secret(randomBytes(KEY_BYTES).toString('base64url'));
    const put = await secrets.put(KEY_ID, { access: key, fields: {} }, 0);
    if (put.ok) return succeeded(key);
    if (put.failure.code !== 'keyring-stale') return put;
    // Another process was first: its key is the key.
    const theirs = await read();
    if (!theirs.ok) return theirs;
    return theirs.value === undefined ? failed({ code: 'keyring-damaged' }) : succeeded(theirs.value);
  }

  async function ask(): Promise<Result<Secret, KeyringFailure>> {
    const kept = await read();
    const key: Result<Secret, KeyringFailure> = !kept.ok
      ? kept
      : kept.value === undefined
        ? await make()
        : succeeded(kept.value);
    if (key.ok) known = key.value;
    return key;
  }

  async function key(): Promise<Result<Secret, KeyringFailure>> {
    if (known !== undefined) return succeeded(known);
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    async digest(value) {
      const got = await key();
      if (!got.ok) return got;
      return succeeded(got.value.use((secret) => value.use((text) => hmac(secret, text))));
    },
  };
}

const hmac = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(text, 'utf8').digest('hex');
