import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** RFC 2409, second Oakley group. Electron's crypto library does not know it by name, and tests a given prime for almost a second. */
const PRIME = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B' +
    '302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6' +
    '49286651ECE65381FFFFFFFFFFFFFFFF',
);
const PRIME_BYTES = 128;
const EXPONENT_BYTES = 64;
const IV_BYTES = 16;
const CIPHER = 'aes-128-cbc';

/** The encryption of values between a client and the keyring, so that nobody who listens on the bus sees them. */
export interface SecretSession {
  readonly publicKey: Buffer;
  /** Undefined where the other's key would make the shared one guessable. */
  agree(theirs: Buffer): SealedChannel | undefined;
}

export interface SealedChannel {
  seal(text: string): { readonly iv: Buffer; readonly sealed: Buffer };
  /** Throws where the bytes were not sealed for this session. */
  unseal(iv: Buffer, sealed: Buffer): string;
}

export const SESSION_ALGORITHM = 'dh-ietf1024-sha256-aes128-cbc-pkcs7';

/** @see https://specifications.freedesktop.org/secret-service-spec/latest/transfer-secrets.html */
export function beginSession(): SecretSession {
  const exponent = numberOf(randomBytes(EXPONENT_BYTES));
  return {
    publicKey: bytesOf(power(2n, exponent)),
    agree(theirs) {
      const other = numberOf(theirs);
      if (other <= 1n || other >= PRIME - 1n) return undefined;
      const none = Buffer.alloc(0);
      return channelOf(Buffer.from(hkdfSync('sha256', bytesOf(power(other, exponent)), none, none, 16)));
    },
  };
}

function channelOf(key: Buffer): SealedChannel {
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      return { iv, sealed: Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]) };
    },
    unseal(iv, sealed) {
      const decipher = createDecipheriv(CIPHER, key, iv);
      return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    },
  };
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % PRIME;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

const numberOf = (bytes: Buffer): bigint => BigInt(`0x0${bytes.toString('hex')}`);
const bytesOf = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(PRIME_BYTES * 2, '0'), 'hex');
