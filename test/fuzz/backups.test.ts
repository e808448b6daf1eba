import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { createBackupBox } from '../../main/adapters/backup-box.ts';
import { openBackup } from '../../main/adapters/backup-opening.ts';
import { readBackupText } from '../../main/adapters/backup-text.ts';
import type { BackupLock, BackupRecord } from '../../main/domain/backup-ports.ts';
import { Secret } from '../../main/domain/secret.ts';
import { succeeded } from '../../shared/result.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { beginHere } from '../adapters/backup/begin-here.ts';
import { memorySecrets } from '../support/memory-ports.ts';
import { aToken, T0 } from '../support/tokens.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { spoiledBytes } from './spoiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = '{"format":"tokenkeep-backup","version":1,"madeAt":"2027-01-01T00:00:00Z","machine":"m","app":"0.1.0"}';
const token = JSON.stringify({ token: aToken(), values: { own: { access: CANARY, fields: {} } } });
const TEXTS = [
  `${head}\n${token}\n{"end":2}\n`,
  `${head}\n${JSON.stringify({ settings: defaultSettings })}\n${JSON.stringify({ grants: [], acts: [] })}\n`,
  `${head}\n{"log":{"chain":"c","machine":"m","key":"k","end":{"n":1,"mac":"${'0'.repeat(64)}","segment":"s","size":1}}}\n`,
];

test('whatever is inside of a backup, it is read or called damaged, and a refusal has nothing of it', async () => {
  await fuzz('what is inside of a backup', spoiledBytes(TEXTS), (bytes) => {
    const read = readBackupText(bytes, 'tokens.age');
    return read.ok ? read.value.lines.length : read.failure;
  });
});

async function sealed(lock: BackupLock): Promise<Buffer> {
  const file = join(folder, 'good.age');
  const box = createBackupBox({ folder, secrets: memorySecrets(), machine: 'm', cost: 10, begin: beginHere });
  const one = { token: aToken(), values: { own: { access: new Secret(CANARY), fields: {} } } };
  async function* records() {
    yield succeeded<BackupRecord>({ kind: 'token', one });
  }
  const made = await box.seal({ file, over: true, lock, at: T0, records }).ended;
  if (!made.ok) throw new Error(made.failure.code);
  return readFileSync(file);
}

test('a backup in which anything was changed is not opened, however it is locked', async () => {
  const passphrase = new Secret('nine plain words that nobody would guess');
  const good = await sealed({ kind: 'passphrase', passphrase });
  const file = join(folder, 'spoiled.age');
  const key = { kind: 'passphrase', passphrase: passphrase.use((text) => text) } as const;
  await fuzz('a backup file', spoiledBytes([good]), async (bytes) => {
    writeFileSync(file, bytes);
    const opened = await openBackup({ file, key, folder: undefined, known: [] });
    holds(opened.ok === bytes.equals(good), opened.ok ? 'it was opened' : 'it was not opened');
    return opened.ok ? opened.value.logs : opened.failure;
  });
});
