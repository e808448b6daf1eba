import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual as same } from 'node:util';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, test } from 'vitest';
import { openAuditLog } from '../../main/adapters/audit-file.ts';
import { macOf } from '../../main/adapters/audit-chain.ts';
import { readLine } from '../../main/adapters/audit-line.ts';
import { openVaultFiles } from '../../main/adapters/vault-files.ts';
import { decodeCredential, decodePointer, encodeCredential } from '../../main/adapters/keyring-record.ts';
import { openConf } from '../../main/adapters/open-conf.ts';
import { verifyLog } from '../../main/adapters/audit-verify.ts';
import { withValue } from '../../main/adapters/target-text.ts';
import { Secret } from '../../main/domain/secret.ts';
import { importers } from '../../main/importers/registry.ts';
import { createLifetime } from '../../shared/lifetime.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { readTarget } from '../../shared/target.ts';
import { instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import { aFile } from '../importers/a-file.ts';
import { FILES } from '../importers/tool-samples.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { memorySecrets } from '../support/memory-ports.ts';
import { aToken, T0 } from '../support/tokens.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { oddJson, spoiledBytes } from './spoiled.ts';

const root = mkdtempSync(join(tmpdir(), 'tokenkeep-fuzz-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const STATES: Readonly<Record<string, readonly unknown[]>> = {
  catalog: [{ pending: ['p'], tokens: [aToken(), aToken({ label: 'b', scopes: ['repo'], targets: [] })] }],
  settings: [defaultSettings],
  memory: [
    {
      notices: [{ id: 'n', at: T0, what: { kind: 'expired', token: 't', label: 'l', provider: 'p', expiresAt: T0 } }],
      pausedUntil: T0,
    },
  ],
  journal: [[{ id: 'j', token: 't', act: 'rotate', step: 'sent', at: T0, generation: 1 }]],
  lending: [{ grants: [{ id: 'g', token: 't', tool: 'x', allows: true, since: T0 }], leases: [], uses: [], calls: [] }],
};

/** As somebody would seal it who knows how, so that what is inside is read as well. */
function sealed(state: string): Buffer {
  const sum = createHash('sha256').update('1\n').update(state).digest('hex');
  return Buffer.from(`{"version":1,"sha256":"${sum}","state":\n${state}\n}\n`);
}

/** What a file of one name may have become. */
const damaged: fc.Arbitrary<{ readonly name: string; readonly bytes: Buffer }> = fc
  .constantFrom(...Object.keys(STATES))
  .chain((name) => {
    const states = STATES[name] ?? [];
    const inside = oddJson(states).map((state) => sealed(JSON.stringify(state) ?? ''));
    const outside = spoiledBytes(states.map((state) => sealed(JSON.stringify(state))));
    return fc
      .oneof({ weight: 3, arbitrary: inside }, { weight: 1, arbitrary: outside })
      .map((bytes) => ({ name, bytes }));
  });

/** What was read can be written, and read once more. */
async function writeAgain(folder: string): Promise<void> {
  const lifetime = createLifetime();
  const place = { folder, open: openConf, clock: createFakeClock(T0) };
  const opened = openVaultFiles(place, lifetime);
  if (opened.ok) await opened.value.catalog.put(aToken({ label: 'new' }));
  await lifetime.end();
  const again = openVaultFiles(place, lifetime);
  holds(again.ok && again.value.catalog.list().some(({ label }) => label === 'new'), 'what it wrote it cannot read');
  await lifetime.end();
}

test('whatever a file of the vault has become, it opens or says which is damaged, and stays there', async () => {
  let count = 0;
  await fuzz('a file of the vault', damaged, async ({ name, bytes }) => {
    const folder = join(root, `home-${(count += 1)}`);
    mkdirSync(folder);
    writeFileSync(join(folder, `${name}.json`), bytes);
    const lifetime = createLifetime();
    const opened = openVaultFiles({ folder, open: openConf, clock: createFakeClock(T0) }, lifetime);
    const troubles = opened.ok ? opened.value.catalog.troubles() : [opened.failure];
    const kept = readdirSync(folder).some((each) => readFileSync(join(folder, each)).equals(bytes));
    holds(kept, 'what it had become is gone');
    holds(opened.ok || troubles.length > 0, 'it says nothing');
    await lifetime.end();
    if (count % 40 === 0 && opened.ok) await writeAgain(folder);
    rmSync(folder, { recursive: true });
    return troubles;
  });
});

const credential = { access: new Secret(CANARY), refresh: new Secret('r'), fields: { key: new Secret('k') } };

test('whatever an entry of the keychain holds, it is the credential that was put there, or none', async () => {
  const texts = [
    encodeCredential(credential),
    Buffer.from('{"v":1,"generation":1,"count":1,"sum":"x"}').toString('base64url'),
  ];
  await fuzz('an entry of the keychain', spoiledBytes(texts), (bytes) => {
    const text = bytes.toString('latin1');
    const read = decodeCredential(text);
    const pointer = decodePointer(text);
    holds(read === undefined || same(decodeCredential(encodeCredential(read)), read), 'it is another');
    return [read, pointer?.count];
  });
});

const line = `{"n":7,"at":"2027-01-01T00:00:00Z","act":"copy","token":"t","label":"ci","actor":"window","outcome":"ok","mac":"${'0'.repeat(64)}"}`;

test('whatever a line of the audit log has become, it is a line or none', async () => {
  await fuzz('a line of the audit log', spoiledBytes([line]), (bytes) => {
    readLine(bytes.toString('utf8'));
    const mac = macOf(bytes);
    holds(mac === undefined || /^[0-9a-f]{64}$/.test(mac), 'it is no mac');
  });
});

test('an audit log that was spoiled in any way is never called whole, and goes on', async () => {
  const home = join(root, 'audit-home');
  const secrets = memorySecrets();
  const clock = createFakeClock(T0);
  const first = openAuditLog({ folder: home, secrets, clock, timer: clock });
  for (let n = 0; n < 12; n += 1)
    await first.append({
      at: instant(T0 + n),
      act: 'copy',
      token: tokenId('t'),
      label: 'ci',
      actor: 'window',
      outcome: `n${n}`,
    });
  await first.end();
  const place = join(home, 'audit');
  const [segment = ''] = readdirSync(place).filter((name) => name.endsWith('.jsonl'));
  const good = readFileSync(join(place, segment));
  const key = [...secrets.entries]
    .find(([id]) => id.startsWith('audit-key'))?.[1]
    .credential.access.use((text) => Buffer.from(text, 'base64url'));
  const mark = {
    n: 12,
    mac: macOf(good.subarray(0, -1).subarray(good.subarray(0, -1).lastIndexOf('\n') + 1)) ?? '',
    segment,
    size: good.length,
  };
  await fuzz('an audit log', spoiledBytes([good]), async (bytes) => {
    writeFileSync(join(place, segment), bytes);
    const verified = await verifyLog(
      { place, key: key ?? Buffer.alloc(0), marks: [mark], until: Infinity },
      () => undefined,
    );
    const isWhole = bytes.equals(good) || bytes.subarray(0, good.length).equals(good);
    holds(isWhole || verified.breaks.length > 0, 'it is called whole');
    // An entry that was cut by its line end alone is all there.
    holds(!bytes.equals(good) || verified.breaks.length === 0, 'it is called broken');
  });
});

const EXPORTS: readonly (readonly [path: string, content: string | Uint8Array])[] = [
  ['/h/.env', `A=${CANARY}\nexport B="x\\n$HOME"\n# c\nC='un\n`],
  [
    '/h/b.json',
    JSON.stringify({
      encrypted: false,
      items: [
        {
          name: 'CI',
          login: { username: 'o', password: CANARY, uris: [{ uri: 'u' }] },
          fields: [{ name: 'f', type: 1, value: CANARY }],
        },
      ],
    }),
  ],
  [
    '/h/e.1pux',
    zipSync({
      'export.data': Buffer.from(
        JSON.stringify({
          accounts: [
            {
              vaults: [
                {
                  items: [
                    {
                      overview: { title: 'CI' },
                      details: { loginFields: [{ designation: 'password', value: CANARY }] },
                    },
                  ],
                },
              ],
            },
          ],
        }),
      ),
    }),
  ],
  ['/h/l.csv', `url,username,password,totp,extra,name,grouping,fav\nu,o,"${CANARY}",,,CI,,0\n`],
  ['/h/t.csv', `name,value\na,${CANARY}\n`],
  [
    '/h/k.kdbx',
    Buffer.concat([Buffer.from([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 4, 0]), Buffer.alloc(200, 7)]),
  ],
  ...FILES.map(([path, content]) => [path, content] as const),
];

test('whatever a file to import holds, it is read or refused, and none of it is in the names', async () => {
  const files = fc
    .constantFrom(...EXPORTS)
    .chain(([path, content]) => spoiledBytes([content]).map((bytes) => ({ path, bytes })));
  await fuzz('a file to import', files, async ({ path, bytes }) => {
    const text = bytes.includes(0) ? undefined : bytes.toString('utf8');
    const file = { ...aFile(path, bytes), text };
    const importer = importers.find((each) => each.fits(file));
    const read = await importer?.read(file, { passphrase: new Secret(CANARY) });
    if (read?.ok !== true) return read;
    holds(
      read.value.every(({ value }) => value instanceof Secret),
      'a value lies open',
    );
    return read.value.length;
  });
});

const TARGETS: readonly (readonly [target: string, text: string])[] = [
  ['env:/h/.env#TOKEN', 'A=1\nexport TOKEN="old" # c\nB=2\n'],
  ['npmrc:/h/.npmrc#//r.example/:_authToken', '//r.example/:_authToken=old\nx=y\n'],
  ['netrc:/h/.netrc#r.example', 'machine r.example login me password old\n'],
  ['json:/h/a.json#auths.r\\.example.auth', '{"auths":{"r.example":{"auth":"old"}}, // c\n "b":[1]}'],
  ['yaml:/h/a.yml#users.0.token', 'users:\n  - token: old # c\n    name: &a x\n  - *a\n'],
  ['toml:/h/a.toml#registry.token', '[registry]\ntoken = "old" # c\n'],
];

test('whatever a file to write into holds, the value gets to its place alone, or nowhere', async () => {
  const files = fc
    .constantFrom(...TARGETS)
    .chain(([target, text]) => spoiledBytes([text]).map((bytes) => ({ target, text: bytes.toString('utf8') })));
  await fuzz('a file to write into', files, ({ target: words, text }) => {
    const target = readTarget(words);
    if (target === undefined || target.kind === 'command') throw new Error('no target');
    const written = withValue(target, text, 'new-value-0123456789');
    holds(written === undefined || written.includes('new-value-0123456789'), 'it is said to be written and is not');
    return written === undefined ? 'refused' : 'written';
  });
});
