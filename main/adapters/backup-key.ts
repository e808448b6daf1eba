import { generateIdentity, identityToRecipient } from 'age-encryption';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BackupFailure, FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { reasonOf, unwritable } from './file-reason.ts';
import { syncFolder } from './private-folder.ts';

/** A new identity in a new file, as `age-keygen` writes it. Answers its recipient. */
export async function makeBackupKey(file: string): Promise<Result<string, FileFailure | BackupFailure>> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(
        `# opens backups of Tokenkeep that are sealed for\n# public key: ${recipient}\n${identity}\n`,
      );
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(dirname(file));
    return succeeded(recipient);
  } catch (error) {
    return reasonOf(error) === 'EEXIST' ? failed({ code: 'backup-exists', file }) : failed(unwritable(file, error));
  }
}
