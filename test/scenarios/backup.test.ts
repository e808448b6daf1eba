import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshHome, githubToken, startAgent, tokenkeepAt, type Agent } from '../cli/run-tokenkeep.ts';

/*
 * O15 by the command line and the desktop's own keyring; line by line it is in test/adapters/backup/new-machine.test.ts.
 */
const words = 'five plain words for this';
const [a, b, shelf] = [freshHome(), freshHome(), freshHome()];
const [first, second] = [tokenkeepAt(a), tokenkeepAt(b)];
const file = path.join(shelf, 'all.age');
let agents: readonly Agent[] = [];

beforeAll(async () => {
  agents = await Promise.all([startAgent(a), startAgent(b)]);
});
afterAll(() => Promise.all(agents.map((agent) => agent.stop())));

test('what one computer backed up another has after a restore, proven up to the backup', async () => {
  const stdin = githubToken(1);
  await first(['add', 'ci', '--provider', 'other', '--owner', 'ada', '--rotate-every', '30d'], { stdin });
  const made = await first(['backup', file, '--json'], { stdin: `${words}\n` });
  expect(JSON.parse(made.stdout)).toMatchObject({ file, tokens: 1, without: [] });
  expect((await first(['backup', file], { stdin: words })).stderr).toContain('is there already');
  const wrong = await second(['restore', file, '--yes'], { stdin: 'not those words' });
  expect(wrong).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('wrong passphrase') });
  const unasked = await second(['restore', file], { stdin: words });
  expect(unasked).toMatchObject({ status: 4, stderr: expect.stringContaining('--yes') });
  const restored = await second(['restore', file, '--yes', '--json'], { stdin: words });
  expect(JSON.parse(restored.stdout)).toMatchObject({ added: ['ci'], elsewhere: ['ci'] });
  expect((await second(['get', 'ci'])).stdout).toBe(`${githubToken(1)}\n`);
  expect((await second(['audit', 'verify'])).stdout).toMatch(/^whole .*\nwhole {2}\d+ of .*backup was made\n/);
  expect(await second(['claim', 'ci'])).toMatchObject({ status: 0 });
});

test('a key in a file opens what was sealed for it, here and in the age program; a byte that was flipped is damage', async () => {
  const [byKey, key] = [path.join(shelf, 'by-key.age'), path.join(shelf, 'key.txt')];
  const recipient = (await second(['backup', '--make-key', key])).stdout.trim();
  expect((await second(['backup', byKey, '--recipient', recipient])).status).toBe(0);
  const text = execFileSync('age', ['--decrypt', '--identity', key, byKey], { encoding: 'utf8' });
  expect(text).toContain(githubToken(1));
  const again = await first(['restore', byKey, '--identity', key, '--preview', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ changes: [{ name: 'ci', change: 'same' }] });
  const bytes = readFileSync(byKey);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  writeFileSync(byKey, bytes);
  const damaged = await first(['restore', byKey, '--identity', key, '--yes']);
  expect(damaged).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('damaged') });
});
