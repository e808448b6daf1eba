import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { createScanner } from '../../main/adapters/scanner.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { ScanReport } from '../../shared/commands/scan.ts';
import { seconds } from '../../shared/time.ts';
import { freshFolder, madeUpToken } from '../support/leaky-repository.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { aVault } from './a-vault.ts';

let pem = '';
let key = '';
beforeAll(() => {
  ({ pem, key } = serviceAccountKey());
});

/** As the console hands it out: JSON over several lines, with a key in PEM whose line ends are written out. */
function serviceAccountKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const made = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const told = {
    type: 'service_account',
    project_id: 'made-up',
    private_key_id: 'f'.repeat(40),
    private_key: made,
    client_email: 'ci@made-up.iam.gserviceaccount.com',
    client_id: '1'.repeat(21),
  };
  return { pem: made, key: `${JSON.stringify(told, null, 2)}\n` };
}

const vaultWithScanner = () =>
  aVault(undefined, undefined, {}, { elsewhere: { ...nothingElsewhere, scanner: createScanner() } });

async function scan(
  { vault, clock }: ReturnType<typeof vaultWithScanner>,
  path: string,
  allPatterns = false,
): Promise<ScanReport> {
  const begun = await vault.handlers.scan({ path, history: false, staged: false, shellHistory: false, allPatterns });
  if (!begun.ok) throw new Error(begun.failure.code);
  for (;;) {
    const asked = vault.handlers.scanNews(begun.value);
    const still = Symbol('still');
    const answer = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 20, still))]);
    if (answer === still) await clock.advance(seconds(1), async () => undefined);
    const news = await asked;
    if (!news.ok) throw new Error(news.failure.code);
    if (news.value.kind === 'done') return news.value.report;
  }
}

/** What was found, by file and way of writing, with the token that it is. */
const told = (root: string, { sightings }: ScanReport) =>
  sightings.map(({ place, form, token, rule }) => [place.file.slice(root.length + 1), form, token?.label ?? rule]);

test('a key over several lines is told as the own one, however it is laid out', async () => {
  const a = vaultWithScanner();
  await a.add('gcp', key);
  const root = freshFolder('key');
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(root, name), content);
  const tree = JSON.parse(key) as Record<string, string>;
  write('key.json', key);
  write('one-line.json', JSON.stringify(tree));
  write('windows.json', key.replaceAll('\n', '\r\n'));
  write('key.pem', pem);
  write('notes.ipynb', JSON.stringify({ cells: [{ source: [`KEY = '''${key}'''`] }] }));
  write('secret.yaml', `data:\n  key.json: ${Buffer.from(key).toString('base64')}\n`);
  write('wide.json', Buffer.from(key, 'utf16le'));
  write('packed.zip', zipSync({ 'in/key.json': Buffer.from(key) }));
  write('packed.json.gz', gzipSync(key));
  write('clean.json', JSON.stringify({ ...tree, private_key: serviceAccountKey().pem }));
  const report = await scan(a, root);
  const names = new Set(told(root, report).map(([name]) => name));
  expect(names).toEqual(
    new Set([
      'key.json',
      'one-line.json',
      'windows.json',
      'key.pem',
      'notes.ipynb',
      'secret.yaml',
      'wide.json',
      'packed.zip',
      'packed.json.gz',
    ]),
  );
  expect(new Set(report.sightings.map(({ token, rule }) => `${token?.label} ${rule}`))).toEqual(
    new Set(['gcp gcp-service-account-key']),
  );
  expect(new Set(report.sightings.map(({ id }) => id)).size).toBe(1);
});

test('of a stranger a key over several lines is told once, and one that is kept is told as the own one', async () => {
  const a = vaultWithScanner();
  await a.add('gcp', key);
  const root = freshFolder('keys');
  writeFileSync(join(root, 'mine.json'), key);
  writeFileSync(join(root, 'other.json'), serviceAccountKey().key);
  expect(told(root, await scan(a, root, true))).toEqual([
    ['mine.json', 'plain', 'gcp'],
    ['other.json', 'plain', 'gcp-service-account-key'],
  ]);
});

test('what renews a token is looked for as well as the token', async () => {
  const a = vaultWithScanner();
  const value = madeUpToken();
  const { token } = await a.add('api', value);
  const kept = a.secrets.entries.get(token.id);
  if (kept === undefined) throw new Error('not kept');
  const refresh = `ghr_${'a1B2c3D4e5'.repeat(8)}`;

  a.secrets.entries.set(token.id, { ...kept, credential: { ...kept.credential, refresh: new Secret(refresh) } });
  const root = freshFolder('refresh');
  writeFileSync(join(root, 'state.json'), JSON.stringify({ refresh_token: refresh }));
  expect(told(root, await scan(a, root))).toEqual([['state.json', 'plain', 'api']]);
});

test('a value of letters that addresses escape is found with its escapes', async () => {
  const a = vaultWithScanner();
  const value = `${'Zm9v+/'.repeat(7)}Qk==`;
  await a.add('legacy', value, { provider: 'other' });
  const root = freshFolder('url');
  writeFileSync(join(root, 'hook.txt'), `https://hooks.example.test/?key=${encodeURIComponent(value)}&x=1\n`);
  expect(told(root, await scan(a, root))).toEqual([['hook.txt', 'url', 'legacy']]);
});
