import { argon2d, argon2id } from 'hash-wasm';
import { Credentials, CryptoEngine, Kdbx, KdbxError, ProtectedValue, Consts, type KdbxEntry } from 'kdbxweb';
import type { ImportHindrance } from '../../shared/failure-finding.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { ImportedEntry, ImportRead } from '../domain/importer.ts';
import { Secret } from '../domain/secret.ts';
import { MOST_ENTRIES } from './limits.ts';

/** A file can ask for any amount of memory and time before anything of it is proven; KeePassXC's own choice is a sixteenth of this. */
const MOST_MEMORY_KIB = 1_048_576;
const MOST_ROUNDS = 1000;

export async function readKdbx(bytes: Uint8Array, passphrase: Secret): Promise<ImportRead> {
  CryptoEngine.setArgon2Impl(argon2);
  try {
    const credentials = new Credentials(passphrase.use((text) => ProtectedValue.fromString(text)));
    const database = await Kdbx.load(Uint8Array.from(bytes).buffer, credentials);
    const bin = database.meta.recycleBinUuid;
    const groups = [...database.getDefaultGroup().allGroups()].filter(
      ({ uuid }) => bin === undefined || !uuid.equals(bin),
    );
    const entries = groups.flatMap((group) => group.entries);
    return entries.length > MOST_ENTRIES ? failed('too-many') : succeeded(entries.flatMap(entriesOf));
  } catch (error) {
    return failed(hindranceOf(error));
  }
}

const TOO_MUCH = new Error('more memory or time is asked for than a file may have');

function hindranceOf(error: unknown): ImportHindrance {
  const code: unknown = error instanceof KdbxError ? error.code : undefined;
  if (code === Consts.ErrorCodes.InvalidKey) return 'passphrase-wrong';
  return error === TOO_MUCH ? 'too-large' : 'damaged';
}

const argon2: Parameters<typeof CryptoEngine.setArgon2Impl>[0] = async (
  password,
  salt,
  memory,
  iterations,
  length,
  parallelism,
  type,
) => {
  if (memory > MOST_MEMORY_KIB || iterations > MOST_ROUNDS) throw TOO_MUCH;
  const derive = type === CryptoEngine.Argon2TypeArgon2id ? argon2id : argon2d;
  const key = await derive({
    password: new Uint8Array(password),
    salt: new Uint8Array(salt),
    parallelism,
    iterations,
    memorySize: memory,
    hashLength: length,
    outputType: 'binary',
  });
  return Uint8Array.from(key).buffer;
};

function entriesOf({ fields }: KdbxEntry): readonly ImportedEntry[] {
  const told = (key: string): string => textOf(fields.get(key));
  const name = told('Title');
  const about = { host: told('URL'), user: told('UserName') };
  const own = { name, value: new Secret(told('Password')), ...about };
  const hidden = Array.from(fields)
    .filter(([key, content]) => !KNOWN.has(key) && content instanceof ProtectedValue)
    .map(([key, content]) => ({ name: `${name}/${key}`, value: new Secret(textOf(content)), ...about }));
  return [own, ...hidden];
}

const KNOWN: ReadonlySet<string> = new Set(['Title', 'URL', 'UserName', 'Password', 'Notes']);

const textOf = (content: ProtectedValue | string | undefined): string =>
  content instanceof ProtectedValue ? content.getText() : (content ?? '');
