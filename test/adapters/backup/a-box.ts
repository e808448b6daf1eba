import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createBackupBox } from '../../../main/adapters/backup-box.ts';
import type { BackedUp, BackupLock, BackupRecord } from '../../../main/domain/backup-ports.ts';
import { Secret } from '../../../main/domain/secret.ts';
import { succeeded } from '../../../shared/result.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { tokenId } from '../../../shared/token.ts';
import { memorySecrets, type MemorySecrets } from '../../support/memory-ports.ts';
import { aToken, T0 } from '../../support/tokens.ts';

/** Gone with the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const aBox = (folder: string, secrets: MemorySecrets = memorySecrets(), machine = 'machine-of-ada') =>
  createBackupBox({ folder, secrets, machine, cost: 12 });

export const passphrase = (
  text = 'nine plain words that nobody would ever guess here',
): BackupLock & { kind: 'passphrase' } => ({
  kind: 'passphrase',
  passphrase: new Secret(text),
});

/** Made here, and no token of anybody's. */
export const valueOf = (n: number): string => `ghp_${String(n).padStart(36, '0')}`;

export function backedUp(n: number): BackedUp {
  const credential = { access: new Secret(valueOf(n)), fields: { 'client-secret': new Secret(`field-of-${n}`) } };
  return {
    token: aToken({ id: tokenId(`id-${n}`), label: `label-of-${n}`, host: `https://host-${n}.example.org` }),
    values: { own: credential },
  };
}

function recordsOf(tokens: readonly BackedUp[]) {
  return async function* records() {
    for (const one of tokens) yield succeeded<BackupRecord>({ kind: 'token', one });
    yield succeeded<BackupRecord>({ kind: 'settings', settings: defaultSettings });
  };
}

export const ask = (file: string, lock: BackupLock, tokens: readonly BackedUp[]) => ({
  file,
  over: false,
  lock,
  at: T0,
  records: recordsOf(tokens),
});
