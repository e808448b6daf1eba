import { base64url, importPKCS8, SignJWT } from 'jose';
import { minutes, seconds, type Instant } from '../../shared/time.ts';
import { Secret } from '../domain/secret.ts';

const MOST_LIFE = minutes(9);
/** The issuer's clock may run behind by this much. */
const BACKDATED = seconds(60);

/**
 * The word of an app on itself: a JSON Web Token, RS256, good for a few minutes around `now`. Undefined where the key is none that can be
 * read.
 */
export async function assertionOf(
  key: Secret,
  issuer: Secret,
  now: Instant,
  claims: Readonly<Record<string, string>> = {},
): Promise<Secret | undefined> {
  const pem = key.use(asPkcs8);
  if (pem === undefined) return undefined;
  const second = (moment: number): number => Math.floor(moment / 1000);
  try {
    const signing = await importPKCS8(pem, 'RS256');
    const word = new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuedAt(second(now - BACKDATED))
      .setExpirationTime(second(now + MOST_LIFE))
      .setIssuer(issuer.use((name) => name));
    return new Secret(await word.sign(signing));
  } catch {
    // What the library says of a key may quote it.
    return undefined;
  }
}

/** True for a private key of RSA in PEM that is not itself locked by a passphrase. */
export const isPrivateKey = (text: string): boolean => asPkcs8(text) !== undefined;

/** GitHub hands keys out in the older form of RSA's own (PKCS#1), which Web Crypto does not take: it is put into the newer envelope. */
function asPkcs8(text: string): string | undefined {
  const [, kind, body] =
    /-----BEGIN (RSA )?PRIVATE KEY-----([\sA-Za-z0-9+/=]+)-----END (?:RSA )?PRIVATE KEY-----/.exec(text) ?? [];
  if (body === undefined) return undefined;
  const encoded = body.replace(/[\s=]/g, '');
  return envelope(kind === undefined ? encoded : wrapped(encoded));
}

const envelope = (encoded: string): string => `-----BEGIN PRIVATE KEY-----\n${encoded}\n-----END PRIVATE KEY-----`;

/** `rsaEncryption`, with no parameters (RFC 8017 A.1). */
const RSA = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/** PrivateKeyInfo (RFC 5208 §5): version, algorithm, and the key as it is. */
function wrapped(encoded: string): string {
  const key = base64url.decode(encoded.replaceAll('+', '-').replaceAll('/', '_'));
  const inner = [0x02, 0x01, 0x00, ...RSA, ...tagged(0x04, [...key])];
  const whole = base64url.encode(Uint8Array.from(tagged(0x30, inner)));
  return whole.replaceAll('-', '+').replaceAll('_', '/');
}

/** DER: a tag, the length in as many bytes as it takes, and the content. */
function tagged(tag: number, content: readonly number[]): readonly number[] {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return [tag, ...length, ...content];
}
