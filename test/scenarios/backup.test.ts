import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { githubToken, homeOfTest, tokenkeepAt } from '../cli/run-tokenkeep.ts';

/*
 * O15 by the command line and the desktop's own keyring; line by line it is in test/adapters/backup/new-machine.test.ts.
 */
const words = 'five plain words for this';

test('what one computer backed up another has after a restore, by a passphrase and by a key', async () => {
  const [a, b, shelf] = [homeOfTest(), homeOfTest(), homeOfTest()];
  const [first, second] = [tokenkeepAt(a), tokenkeepAt(b)];
  const [file, byKey, key] = ['all.age', 'by-key.age', 'key.txt'].map((name) => path.join(shelf, name));
  await first(['add', 'ci', '--provider', 'other', '--owner', 'ada', '--rotate-every', '30d'], {
    stdin: githubToken(1),
  });
  const made = await first(['backup', file ?? '', '--json'], { stdin: `${words}\n` });
  expect(made.status).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({ file, tokens: 1, without: [] });
  expect(await first(['backup', file ?? ''], { stdin: words })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('is there already'),
  });

  const wrong = await second(['restore', file ?? '', '--yes'], { stdin: 'not those words' });
  expect(wrong).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('wrong passphrase') });
  const shown = await second(['restore', file ?? '', '--preview', '--json'], { stdin: words });
  expect(JSON.parse(shown.stdout)).toMatchObject({ changes: [{ name: 'ci', change: 'added', elsewhere: true }] });
  const unasked = await second(['restore', file ?? ''], { stdin: words });
  expect(unasked).toMatchObject({ status: 4, stderr: expect.stringContaining('--yes') });
  const restored = await second(['restore', file ?? '', '--yes', '--json'], { stdin: words });
  expect(JSON.parse(restored.stdout)).toMatchObject({ added: ['ci'], elsewhere: ['ci'] });
  expect((await second(['get', 'ci'])).stdout).toBe(`${githubToken(1)}\n`);
  expect(await second(['claim', 'ci'])).toMatchObject({ status: 0 });
  expect((await second(['audit', 'verify'])).stdout).toMatch(/^whole .*\nwhole {2}\d+ of .*backup was made\n/);

  const recipient = (await second(['backup', '--make-key', key ?? ''])).stdout.trim();
  expect((await second(['backup', byKey ?? '', '--recipient', recipient])).status).toBe(0);
  const text = execFileSync('age', ['--decrypt', '--identity', key ?? '', byKey ?? ''], { encoding: 'utf8' });
  expect(text).toContain(githubToken(1));
  const again = await first(['restore', byKey ?? '', '--identity', key ?? '', '--yes', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ added: [], changed: [], same: 1 });

  const bytes = readFileSync(file ?? '');
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  writeFileSync(file ?? '', bytes);
  const damaged = await second(['restore', file ?? '', '--yes'], { stdin: words });
  expect(damaged).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('damaged') });
});
