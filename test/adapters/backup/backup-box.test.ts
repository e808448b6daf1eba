import { gzipSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chainId } from '../../../main/adapters/audit-chain.ts';
import { openBackup } from '../../../main/adapters/backup-opening.ts';
import { failed, succeeded } from '../../../shared/result.ts';
import { aBox, aFolder, ask, backedUp, passphrase, valueOf } from './a-box.ts';

const three = [1, 2, 3].map(backedUp);

async function withKey(folder: string) {
  const identity = join(folder, 'key.txt');
  const made = await aBox(folder).makeKey(identity);
  if (!made.ok) throw new Error(made.failure.code);
  return { identity, recipient: made.value, lock: { kind: 'recipients' as const, recipients: [made.value] } };
}

test('what was sealed for a key is opened with it, value for value', async () => {
  const folder = aFolder();
  const { identity, lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  expect(await aBox(folder).seal(ask(file, lock, three)).ended).toMatchObject({ ok: true, value: { entries: 0 } });
  const opened = await aBox(aFolder()).open({ file, key: { kind: 'identity', file: identity }, keepLogs: false }).ended;
  if (!opened.ok) throw new Error(opened.failure.code);
  expect(opened.value).toMatchObject({ machine: 'machine-of-ada', madeAt: three[0]?.token.addedAt });
  expect(opened.value.tokens.map(({ token }) => token.label)).toEqual(['label-of-1', 'label-of-2', 'label-of-3']);
  expect(opened.value.tokens.map(({ values }) => values.own?.access.use((text) => text))).toEqual(
    [1, 2, 3].map(valueOf),
  );
  expect(opened.value.tokens[0]?.values.own?.fields['client-secret']?.use((text) => text)).toBe('field-of-1');
});

test('the age program opens it, and it is readable lines then', async () => {
  const folder = aFolder();
  const { identity, lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  await aBox(folder).seal(ask(file, lock, three)).ended;
  const ran = spawnSync('age', ['--decrypt', '--identity', identity, file], { encoding: 'utf8' });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const lines = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ format: 'tokenkeep-backup', version: 1, machine: 'machine-of-ada' });
  expect(lines[1]).toMatchObject({ token: { label: 'label-of-1' }, values: { own: { access: valueOf(1) } } });
  expect(lines.at(-1)).toEqual({ end: 5 });
});

test('neither value nor name nor host can be read in it, and only its owner may read it at all', async () => {
  const folder = aFolder();
  const file = join(folder, 'backup.age');
  await aBox(folder).seal(ask(file, passphrase(), three)).ended;
  const bytes = readFileSync(file);
  for (const told of [valueOf(1), 'label-of-1', 'host-1.example.org', 'machine-of-ada', 'tokenkeep', 'github'])
    expect(bytes.includes(told)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['backup.age']);
});

test('a wrong passphrase is called one', async () => {
  const folder = aFolder();
  const file = join(folder, 'backup.age');
  const box = aBox(folder);
  await box.seal(ask(file, passphrase(), three)).ended;
  expect(await box.lockOf(file)).toEqual(succeeded('passphrase'));
  expect(await box.open({ file, key: passphrase('another'), keepLogs: true }).ended).toEqual(
    failed({ code: 'backup-wrong-key', key: 'passphrase' }),
  );
});

test('a key that it was not made for is called a wrong one', async () => {
  const folder = aFolder();
  const { lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  const box = aBox(folder);
  await box.seal(ask(file, lock, three)).ended;
  const other = join(folder, 'other.txt');
  await box.makeKey(other);
  const wrong = failed({ code: 'backup-wrong-key', key: 'identity' });
  expect(await box.lockOf(file)).toEqual(succeeded('identity'));
  expect(await box.open({ file, key: { kind: 'identity', file: other }, keepLogs: true }).ended).toEqual(wrong);
  expect(await box.open({ file, key: passphrase(), keepLogs: true }).ended).toEqual(wrong);
});

test('wherever a byte is flipped, the tail is cut or two parts are swapped, it is not opened', async () => {
  const folder = aFolder();
  const { identity, lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  const many = Array.from({ length: 600 }, (_, n) => backedUp(n));
  await aBox(folder).seal(ask(file, lock, many)).ended;
  const whole = readFileSync(file);
  const mac = whole.indexOf('\n--- ') + 5;
  // The sealed text begins after the mac of the head, its line end and a nonce.
  const body = mac + 43 + 1 + 16;
  const open = async (bytes: Uint8Array) => {
    writeFileSync(file, bytes);
    return openBackup({ file, key: { kind: 'identity', file: identity }, folder: undefined, known: [] });
  };
  expect((await open(whole)).ok).toBe(true);
  for (const at of [0, 10, mac, body - 1, body, body + 17, Math.floor(whole.length / 2), whole.length - 1])
    expect(await open(flipped(whole, at))).toEqual(failed({ code: 'backup-damaged', file }));
  const chunk = 65_536 + 16;
  const swapped = Buffer.concat([
    whole.subarray(0, body),
    whole.subarray(body + chunk, body + 2 * chunk),
    whole.subarray(body, body + chunk),
    whole.subarray(body + 2 * chunk),
  ]);
  const cut = [whole.length - 1, body + chunk, body, 40, 0].map((length) => whole.subarray(0, length));
  for (const spoilt of [...cut, swapped]) expect(await open(spoilt)).toEqual(failed({ code: 'backup-damaged', file }));
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('one of a newer format is refused by its version', async () => {
  const folder = aFolder();
  const { identity, recipient } = await withKey(folder);
  const file = join(folder, 'newer.age');
  const text = '{"format":"tokenkeep-backup","version":7,"something":"else"}\n{"end":1}\n';
  spawnSync('age', ['--encrypt', '--recipient', recipient, '--output', file], { input: text });
  expect(await openBackup({ file, key: { kind: 'identity', file: identity }, folder, known: [] })).toEqual(
    failed({ code: 'backup-newer', version: 7 }),
  );
});

test('what age sealed that is no backup of ours is damaged to us', async () => {
  const folder = aFolder();
  const { identity, recipient } = await withKey(folder);
  const file = join(folder, 'letter.age');
  for (const text of ['', 'Dear diary', '{"format":"tokenkeep-backup","version":1}\n', '{}\n{"end":1}\n']) {
    spawnSync('age', ['--encrypt', '--recipient', recipient, '--output', file], { input: text });
    expect(await openBackup({ file, key: { kind: 'identity', file: identity }, folder, known: [] })).toEqual(
      failed({ code: 'backup-damaged', file }),
    );
  }
});

test('a file that is there stays, unless it may be replaced', async () => {
  const folder = aFolder();
  const { lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  writeFileSync(file, 'something of mine');
  const box = aBox(folder);
  expect(await box.seal(ask(file, lock, three)).ended).toEqual(failed({ code: 'backup-exists', file }));
  expect(readFileSync(file, 'utf8')).toBe('something of mine');
  expect((await box.seal({ ...ask(file, lock, three), over: true }).ended).ok).toBe(true);
});

test('a keyring that does not answer for one token leaves no file, and an earlier one as it was', async () => {
  const folder = aFolder();
  const { lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  writeFileSync(file, 'the good one');
  const locked = failed({ code: 'keyring-locked' as const });
  const records = async function* () {
    yield succeeded({ kind: 'token' as const, one: backedUp(1) });
    yield locked;
  };
  expect(
    await aBox(folder).seal({
      file,
      over: true,
      lock,
      at: three[0]?.token.addedAt ?? backedUp(1).token.addedAt,
      records,
    }).ended,
  ).toEqual(locked);
  expect(readdirSync(folder).sort()).toEqual(['backup.age', 'key.txt']);
  expect(readFileSync(file, 'utf8')).toBe('the good one');
});

test('a recipient with a character missing is named, and so is a folder that cannot be written', async () => {
  const folder = aFolder();
  const { recipient, lock } = await withKey(folder);
  const file = join(folder, 'backup.age');
  const short = { kind: 'recipients' as const, recipients: [recipient.slice(0, -1)] };
  expect(await aBox(folder).seal(ask(file, short, three)).ended).toMatchObject({
    failure: { code: 'bad-input', field: 'recipient' },
  });
  const nowhere = join(folder, 'not', 'there.age');
  expect(await aBox(folder).seal(ask(nowhere, lock, three)).ended).toEqual(
    failed({ code: 'file-unwritable', file: nowhere, reason: 'ENOENT' }),
  );
});

test('work that is called off leaves nothing behind', async () => {
  const folder = aFolder();
  const file = join(folder, 'backup.age');
  const work = aBox(folder).seal(ask(file, passphrase(), three));
  work.cancel();
  expect(await work.ended).toEqual(failed({ code: 'backup-cancelled' }));
  expect(readdirSync(folder)).toEqual([]);
});

test('a log that goes by the name of another, or unpacks to more than a piece has, is damage', async () => {
  const folder = aFolder();
  const { identity, recipient } = await withKey(folder);
  const file = join(folder, 'log.age');
  const end = { n: 1, mac: 'a'.repeat(64), segment: '0000000001-2026-11.jsonl', size: 10 };
  const log = { chain: '0123456789abcdef', machine: 'x', key: 'A'.repeat(43), end };
  const own = { ...log, chain: chainId(Buffer.from(log.key, 'base64url')) };
  const gzip = gzipSync(Buffer.alloc(8 * 1_048_576)).toString('base64');
  const piece = { chain: own.chain, segment: end.segment, gzip };
  for (const lines of [[{ log }], [{ log: own }, { piece }], [{ log: own }, { piece: { ...piece, gzip: 'AAAA' } }]]) {
    const head = '{"format":"tokenkeep-backup","version":1,"madeAt":"2026-11-25T09:51:03Z","machine":"x"}';
    const input = [head, ...lines.map((line) => JSON.stringify(line)), `{"end":${lines.length + 1}}`, ''].join('\n');
    spawnSync('age', ['--encrypt', '--recipient', recipient, '--output', file], { input });
    const key = { kind: 'identity' as const, file: identity };
    expect(await openBackup({ file, key, folder, known: [] })).toEqual(failed({ code: 'backup-damaged', file }));
  }
  expect(readdirSync(folder).sort()).toEqual(['key.txt', 'log.age']);
});
