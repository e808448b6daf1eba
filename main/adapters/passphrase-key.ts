import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import type { Secret } from '../domain/secret.ts';

/** How a passphrase was made into a key; kept beside what the key opens. */
export interface Stretching {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  /** base64url. */
  readonly salt: string;
}

/** What a damaged or hostile file may ask for is bounded: it costs this process time and memory before anything is proven. */
export const stretchingSchema: z.ZodType<Stretching> = z.object({
  n: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n))),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.string().regex(/^[\w-]{22,86}$/),
});

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MOST_MEMORY = 2 ** 31 - 1;

/** 128 MiB and a few tenths of a second for each guess (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). */
export const STRONG = 2 ** 17;

export const freshStretching = (n: number): Stretching => ({
  n,
  r: 8,
  p: 1,
  salt: randomBytes(SALT_BYTES).toString('base64url'),
});

/** Off the event loop. The same words typed on another system may come in another Unicode form, and are the same passphrase. */
export function stretch(passphrase: Secret, { n, r, p, salt }: Stretching): Promise<Buffer> {
  const cost = { N: n, r, p, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) => {
    passphrase.use((text) =>
      scrypt(text.normalize('NFKC'), Buffer.from(salt, 'base64url'), KEY_BYTES, cost, (error, key) =>
        error === null ? resolve(key) : reject(error),
      ),
    );
  });
}
