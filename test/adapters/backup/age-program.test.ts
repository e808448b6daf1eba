import { spawn } from '@lydell/node-pty';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failed } from '../../../shared/result.ts';
import { openBackup } from '../../../main/adapters/backup-opening.ts';
import { aBox, aFolder, ask, backedUp, passphrase, valueOf } from './a-box.ts';

const words = 'nine plain words that nobody would ever guess here';

/** It asks at a terminal and nowhere else. */
async function age(args: readonly string[], answers: number): Promise<number> {
  const child = spawn('age', [...args], { cols: 200 });
  let asked = 0;
  child.onData((text) => {
    for (const _ of text.matchAll(/passphrase[^:\n]*:/gi)) {
      if ((asked += 1) <= answers) child.write(`${words}\r`);
    }
  });
  return new Promise((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)));
}

test('the age program opens with the passphrase what was sealed with it', async () => {
  const folder = aFolder();
  const [file, plain] = [join(folder, 'all.age'), join(folder, 'all.jsonl')];
  await aBox(folder).seal(ask(file, passphrase(words), [backedUp(1)])).ended;
  expect(await age(['--decrypt', '--output', plain, file], 1)).toBe(0);
  const [, line = ''] = readFileSync(plain, 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({ token: { label: 'label-of-1' }, values: { own: { access: valueOf(1) } } });
});

test('what the age program sealed, armoured too, is opened here', async () => {
  const folder = aFolder();
  const [plain, sealed, again] = [join(folder, 'all.jsonl'), join(folder, 'all.age'), join(folder, 'again.age')];
  await aBox(folder).seal(ask(sealed, passphrase(words), [backedUp(1)])).ended;
  await age(['--decrypt', '--output', plain, sealed], 1);
  expect(await age(['--passphrase', '--armor', '--output', again, plain], 2)).toBe(0);
  const key = { kind: 'passphrase' as const, passphrase: words };
  const opened = await openBackup({ file: again, key, folder: undefined, known: [] });
  expect(opened).toMatchObject({ ok: true, value: { lines: [{ kind: 'token' }, { kind: 'settings' }] } });
});

test('a passphrase that would take for ever to try is not tried', async () => {
  const folder = aFolder();
  const file = join(folder, 'slow.age');
  const salt = 'A'.repeat(22);
  writeFileSync(file, `age-encryption.org/v1\n-> scrypt ${salt} 30\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`);
  const began = performance.now();
  const key = { kind: 'passphrase' as const, passphrase: words };
  expect(await openBackup({ file, key, folder: undefined, known: [] })).toEqual(
    failed({ code: 'backup-damaged', file }),
  );
  expect(performance.now() - began).toBeLessThan(2000);
});
