import { randomBytes } from 'node:crypto';
import { tokenId, type TokenId } from '../../shared/token.ts';
import type { Secret } from '../domain/secret.ts';
import { parseJson } from './parse-json.ts';
import { freshStretching, stretch } from './passphrase-key.ts';
import { openBytes, sealBytes } from './sealed-text.ts';
import type { Values } from './values-file.ts';

const KEY_BYTES = 32;
const KEY_BOUND = 'tokenkeep values key 1';
const INDEX_BOUND = 'tokenkeep values index 1';

/** An entry cannot take another's place, nor its own earlier one. */
export const valueBound = (id: TokenId, generation: number): string => `tokenkeep value 1 ${generation} ${id}`;

export const freshKey = (): Buffer => randomBytes(KEY_BYTES);

/** The key under another passphrase, or under the first one. `cost` is scrypt's N. */
export async function wrapKey(
  key: Buffer,
  passphrase: Secret,
  cost: number,
): Promise<Pick<Values, 'stretching' | 'key'>> {
  const stretching = freshStretching(cost);
  const wrapping = await stretch(passphrase, stretching);
  const sealed = sealBytes(wrapping, key, KEY_BOUND);
  wrapping.fill(0);
  return { stretching, key: sealed };
}

/** Undefined where it is another passphrase. */
export async function unwrapKey(values: Values, passphrase: Secret): Promise<Buffer | undefined> {
  const wrapping = await stretch(passphrase, values.stretching);
  const key = openBytes(wrapping, values.key, KEY_BOUND);
  wrapping.fill(0);
  return key;
}

export type Index = ReadonlyMap<TokenId, number>;

export const sealIndex = (key: Buffer, index: Index): string =>
  sealBytes(key, Buffer.from(JSON.stringify([...index])), INDEX_BOUND);

/** Empty where it is not ours: each entry is then one that nobody vouches for. */
export function openIndex(key: Buffer, sealed: string): Index {
  const told = parseJson(openBytes(key, sealed, INDEX_BOUND) ?? Buffer.from(''));
  const pairs: readonly unknown[] = Array.isArray(told) ? told : [];
  return new Map(
    pairs.flatMap((pair): [TokenId, number][] => {
      const [id, generation]: readonly unknown[] = Array.isArray(pair) ? pair : [];
      return typeof id === 'string' && typeof generation === 'number' ? [[tokenId(id), generation]] : [];
    }),
  );
}
