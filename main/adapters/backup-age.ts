import { armor, Decrypter, Encrypter } from 'age-encryption';
import type { BackupFailure, InputFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { PlainLock } from './backup-lock.ts';

/** What opens a file, with the identities read out of theirs. */
export type OpeningKey =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'identities'; readonly identities: readonly string[] };

const ARMORED = '-----BEGIN AGE ENCRYPTED FILE-----';
const MOST_HEAD_BYTES = 65_536;

export interface AgeSealed {
  readonly bytes: Uint8Array;
  /** Opens it again with what it was sealed with; rejects where it is not what was sealed. */
  open(bytes: Uint8Array): Promise<Uint8Array>;
}

export async function ageSeal(
  plain: Uint8Array,
  lock: PlainLock,
  cost: number,
): Promise<Result<AgeSealed, InputFailure>> {
  const encrypter = new Encrypter();
  const decrypter = new Decrypter();
  if (lock.kind === 'passphrase') {
    encrypter.setScryptWorkFactor(cost);
    encrypter.setPassphrase(lock.passphrase);
    decrypter.addPassphrase(lock.passphrase);
  } else {
    for (const recipient of lock.recipients) if (!add(encrypter, recipient)) return failed(noRecipient);
    // Nobody here has an identity, so the file's own key is kept for the proof. It adds nothing to the file.
    let fileKey: Uint8Array | null = null;
    encrypter.addRecipient({ wrapFileKey: (key) => ((fileKey = key.slice()), []) });
    decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  }
  const bytes = await encrypter.encrypt(plain);
  return succeeded({ bytes, open: (again) => decrypter.decrypt(again) });
}

function add(encrypter: Encrypter, recipient: string): boolean {
  try {
    encrypter.addRecipient(recipient);
    return true;
  } catch {
    return false;
  }
}

const noRecipient: InputFailure = {
  code: 'bad-input',
  field: 'recipient',
  need: 'a recipient of age, such as age1…, with no character missing',
};

/** What a file wants to be opened with; undefined where it is no file of age. */
export function lockOf(file: Buffer): 'passphrase' | 'identity' | undefined {
  const head = unarmored(file)?.subarray(0, MOST_HEAD_BYTES).toString('latin1') ?? '';
  if (!head.startsWith('age-encryption.org/v1\n')) return undefined;
  return head.startsWith('age-encryption.org/v1\n-> scrypt ') ? 'passphrase' : 'identity';
}

export async function ageOpen(
  file: Buffer,
  name: string,
  key: OpeningKey,
): Promise<Result<Uint8Array, BackupFailure | InputFailure>> {
  const bytes = unarmored(file);
  const wanted = lockOf(file);
  if (bytes === undefined || wanted === undefined) return failed({ code: 'backup-damaged', file: name });
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addPassphrase(key.passphrase);
  else for (const identity of key.identities) if (!addIdentity(decrypter, identity)) return failed(noIdentity);
  try {
    return succeeded(await decrypter.decrypt(bytes));
  } catch (error) {
    const isKey = error instanceof Error && error.message.startsWith('no identity matched');
    return failed(isKey ? { code: 'backup-wrong-key', key: wanted } : { code: 'backup-damaged', file: name });
  }
}

function addIdentity(decrypter: Decrypter, identity: string): boolean {
  try {
    decrypter.addIdentity(identity);
    return true;
  } catch {
    return false;
  }
}

export const noIdentity: InputFailure = {
  code: 'bad-input',
  field: 'identity',
  need: 'a file with an identity of age, as tokenkeep backup --make-key or age-keygen writes it',
};

function unarmored(file: Buffer): Buffer | undefined {
  if (
    !file
      .toString('latin1', 0, ARMORED.length + 8)
      .trimStart()
      .startsWith(ARMORED)
  )
    return file;
  try {
    return Buffer.from(armor.decode(file.toString('latin1')));
  } catch {
    return undefined;
  }
}
