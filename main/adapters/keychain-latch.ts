import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenId } from '../../shared/token.ts';
import { Secret } from '../domain/secret.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import { parseJson } from './parse-json.ts';
import { freshStretching, stretch, stretchingSchema, type Stretching } from './passphrase-key.ts';

export interface KeychainLatch {
  isSet(): Promise<Result<boolean, KeyringFailure>>;
  proves(passphrase: Secret): Promise<Result<boolean, KeyringFailure>>;
  set(passphrase: Secret): Promise<Result<void, KeyringFailure>>;
  remove(): Promise<Result<void, KeyringFailure>>;
}

interface Verifier {
  readonly stretching: Stretching;
  readonly sum: string;
}

const schema = z.object({ stretching: stretchingSchema, sum: z.string().regex(/^[\w-]{43}$/) });

/**
 * What a passphrase is compared with lies in the keychain beside the values: whoever copies the home has nothing to guess at, and whoever
 * can change it there could read the values too.
 */
export function createKeychainLatch(
  secrets: Pick<SecretStore, 'get' | 'put' | 'delete'>,
  id: TokenId,
  cost: number,
): KeychainLatch {
  async function read(): Promise<Result<Verifier | undefined, KeyringFailure>> {
    const kept = await secrets.get(id);
    if (!kept.ok || kept.value === undefined) return kept.ok ? succeeded(undefined) : kept;
    const told = kept.value.credential.access.use((text) => schema.safeParse(parseJson(Buffer.from(text))));
    return told.success ? succeeded(told.data) : failed({ code: 'keyring-damaged' });
  }

  return {
    async isSet() {
      const kept = await read();
      return kept.ok ? succeeded(kept.value !== undefined) : kept;
    },
    async proves(passphrase) {
      const kept = await read();
      if (!kept.ok) return kept;
      if (kept.value === undefined) return succeeded(false);
      const key = await stretch(passphrase, kept.value.stretching);
      return succeeded(timingSafeEqual(key, Buffer.from(kept.value.sum, 'base64url')));
    },
    async set(passphrase) {
      const stretching = freshStretching(cost);
      const sum = (await stretch(passphrase, stretching)).toString('base64url');
      const put = await secrets.put(id, { access: new Secret(JSON.stringify({ stretching, sum })), fields: {} });
      return put.ok ? done : put;
    },
    remove: () => secrets.delete(id),
  };
}
