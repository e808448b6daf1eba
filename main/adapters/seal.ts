import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Sealer, SigningKeys, UnsealFailure } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';
import { decodeCredential, encodeCredential } from './keyring-record.ts';
import { recipientCount } from './seal-header.ts';

/** Ed25519 keys in DER: what stands before the 32 bytes of the public one (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const MOST_KEYS = 100_000;

/** age by its library, the rest by Node. Loaded where there is a team, and only there. */
export function createSealer(): Sealer {
  const publicKeys = new Map<string, KeyObject>();
  // What an identity is asked for first takes as long as to open a file does.
  const decrypters = new WeakMap<Secret, Decrypter>();

  function decrypterOf(identity: Secret): Decrypter {
    const known = decrypters.get(identity);
    if (known !== undefined) return known;
    const decrypter = new Decrypter();
    identity.use((text) => decrypter.addIdentity(text));
    decrypters.set(identity, decrypter);
    return decrypter;
  }

  function publicKeyOf(text: string): KeyObject {
    const known = publicKeys.get(text);
    if (known !== undefined) return known;
    const der = Buffer.concat([SPKI_PREFIX, Buffer.from(text, 'base64url')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    if (publicKeys.size < MOST_KEYS) publicKeys.set(text, key);
    return key;
  }

  return {
    async sealingKeys() {
      const identity = await generateX25519Identity();
      return { identity: new Secret(identity), recipient: await identityToRecipient(identity) };
    },
    signingKeys,
    recipientOf: (identity) =>
      identity.use((text) =>
        // Promised, so that a text which is no identity is a rejection too.
        Promise.resolve(text)
          .then(identityToRecipient)
          .catch(() => undefined),
      ),
    async seal(plain, recipients) {
      const encrypter = new Encrypter();
      for (const recipient of recipients) encrypter.addRecipient(recipient);
      return armor.encode(await plain.use((text) => encrypter.encrypt(text)));
    },
    async open(sealed, identities) {
      let file: Uint8Array;
      try {
        file = armor.decode(sealed);
      } catch {
        return failed({ why: 'truncated' });
      }
      for (const identity of identities) {
        const opened = await openWith(decrypterOf(identity), file);
        if (opened.ok || opened.failure.why === 'truncated') return opened;
      }
      return failed({ why: 'not-for-us' });
    },
    recipientCount,
    sign: (text, key) => sign(null, Buffer.from(text), key.use(privateKeyOf)).toString('base64url'),
    verify(text, signature, publicKey) {
      try {
        return verify(null, Buffer.from(text), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'));
      } catch {
        return false;
      }
    },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    mac: (text, key) => key.use((secret) => createHmac('sha256', secret).update(text).digest('hex')),
    bytesOf: (text) => Buffer.from(text),
    textOf: (bytes) => Buffer.from(bytes).toString('utf8'),
    pack: (credential) => new Secret(encodeCredential(credential)),
    unpack: (plain) => plain.use(decodeCredential),
  };
}

async function openWith(decrypter: Decrypter, file: Uint8Array): Promise<Result<Secret, UnsealFailure>> {
  try {
    return succeeded(new Secret(await decrypter.decrypt(file, 'text')));
  } catch (error) {
    const isForeign = error instanceof Error && error.message.startsWith('no identity matched');
    return failed({ why: isForeign ? 'not-for-us' : 'truncated' });
  }
}

function signingKeys(): SigningKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return {
    key: new Secret(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url')),
    publicKey: der.subarray(SPKI_PREFIX.length).toString('base64url'),
  };
}

const privateKeyOf = (text: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' });
