import { createHash, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Offer } from '../domain/update-port.ts';

const MOST_FILES = 50;

/** What a feed says of a version; what it has besides is not looked at. */
const infoSchema = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[\w.]{1,40})?$/),
  format: z.int().min(1).max(1_000_000),
  files: z
    .array(
      z.object({
        url: z.string().regex(/^[\w.+-]{1,200}$/),
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
        size: z
          .int()
          .min(1)
          .max(2 ** 33),
      }),
    )
    .min(1)
    .max(MOST_FILES),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
type Info = z.output<typeof infoSchema>;

export interface ProvenOffer extends Offer {
  /** SHA-512 in base64 of each file that was signed. */
  readonly hashes: readonly string[];
}

/**
 * Reads what a feed says of a version, where its Ed25519 signature is by this key (SPKI in PEM). Undefined for everything else: with no
 * signature, by another key, or with a hash, a name or a version that is not the one that was signed. build/pack/sign-feed.mjs signs.
 */
export function proveOffer(told: unknown, publicKey: string): ProvenOffer | undefined {
  const read = infoSchema.safeParse(told);
  if (!read.success) return undefined;
  const { version, format, files, signature } = read.data;
  if (!isSigned(signedText(read.data), publicKey, signature)) return undefined;
  return { version, format, hashes: files.map(({ sha512 }) => sha512) };
}

function isSigned(text: string, publicKey: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    // The key cannot be read, so nothing is proven by it.
    return false;
  }
}

const signedText = ({ version, format, files }: Info): string =>
  [
    'tokenkeep update 1',
    `version ${version}`,
    `format ${format}`,
    ...files.map(({ url, sha512, size }) => `file ${url} ${size} ${sha512}`),
    '',
  ].join('\n');

/** SHA-512 in base64; undefined where the file cannot be read. */
export async function hashOfFile(file: string): Promise<string | undefined> {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('base64');
  } catch {
    return undefined;
  }
}
