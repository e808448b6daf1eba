import path from 'node:path';
import type { BackupMade } from '../../../shared/commands/backup.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { promptHidden } from '../hidden-prompt.ts';
import { readSecrets } from '../read-secret.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';

export interface BackupOptions {
  readonly recipient?: readonly string[];
  readonly force?: boolean;
  readonly makeKey?: string;
  readonly keepPassphrase?: boolean;
  readonly now?: boolean;
}

export async function backup(context: Context, file: string | undefined, options: BackupOptions): Promise<Exit> {
  if (options.makeKey !== undefined) return makeKey(context, options.makeKey);
  if (options.keepPassphrase === true) return keepPassphrase(context);
  if (options.now === true) return tell(context, await askVault(context, 'backupNow', {}));
  if (file === undefined)
    return fail({ code: 'bad-input', field: 'the file', need: 'where the backup is to be written, or --now' });
  const lock = await lockOf(context, options);
  if (!lock.ok) return fail(lock.failure);
  const input = { file: path.resolve(file), lock: lock.value, over: options.force === true };
  return tell(context, await askVault(context, 'backup', input));
}

async function lockOf(context: Context, { recipient }: BackupOptions): Promise<Result<Ask<'backup'>['lock'], Failure>> {
  if (recipient !== undefined) return succeeded({ kind: 'recipients', recipients: [...recipient] });
  const passphrase = await newPassphrase(context);
  return passphrase.ok ? succeeded({ kind: 'passphrase', passphrase: passphrase.value }) : passphrase;
}

const LEAST_CHARACTERS = 8;

/** Asked for twice where it is typed unseen: a slip would show only when the backup is needed. */
async function newPassphrase(context: Context): Promise<Result<string, Failure>> {
  const read = await readPassphrase(context);
  if (!read.ok) return read;
  if (read.value.length < LEAST_CHARACTERS)
    return failed({ code: 'bad-input', field: 'the passphrase', need: `at least ${LEAST_CHARACTERS} characters` });
  if (!process.stdin.isTTY) return read;
  const again = await promptHidden('The same passphrase again (not shown): ');
  return again === read.value
    ? read
    : failed({ code: 'bad-input', field: 'the passphrase', need: 'the same both times' });
}

export async function readPassphrase(context: Context): Promise<Result<string, Failure>> {
  const read = await readSecrets(context, { value: true, name: 'the passphrase', fields: [] });
  return read.ok ? succeeded(read.value.value.replace(/\r?\n$/, '')) : read;
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

function tell({ json }: Context, made: Result<BackupMade, Failure>): Exit {
  if (!made.ok) return fail(made.failure);
  const { file, tokens, entries, without } = made.value;
  if (json) answerJson(made.value);
  else answer(plain(file));
  hint(
    `${many(tokens, 'token', 'tokens')} and ${many(entries, 'entry', 'entries')} of the audit log, opened again and whole; keep what opens it somewhere else`,
  );
  if (without.length > 0) warning(`not in it, since the keyring lacks their values: ${without.join(', ')}`);
  return exits.done;
}

async function makeKey(context: Context, named: string): Promise<Exit> {
  const made = await askVault(context, 'backupKey', { file: path.resolve(named) });
  if (!made.ok) return fail(made.failure);
  const { file, recipient } = made.value;
  if (context.json) answerJson(made.value);
  else answer(recipient);
  hint(`${file} opens every backup that is sealed for it; put it where this computer cannot be lost with it`);
  hint(`have backups sealed for it with tokenkeep settings backupTo ${recipient}`);
  return exits.done;
}

async function keepPassphrase(context: Context): Promise<Exit> {
  const passphrase = await newPassphrase(context);
  if (!passphrase.ok) return fail(passphrase.failure);
  const kept = await askVault(context, 'backupPassphrase', { passphrase: passphrase.value });
  if (!kept.ok) return fail(kept.failure);
  if (context.json) answerJson(kept.value);
  hint('it is in the keychain now; without this computer only you know it');
  return exits.done;
}
