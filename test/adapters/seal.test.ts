import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSealer } from '../../main/adapters/seal.ts';
import { Secret } from '../../main/domain/secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sealer = createSealer();
const textOf = (secret: Secret): string => secret.use((text) => text);

test('what is sealed to two opens for either and for nobody else', async () => {
  const [one, two, stranger] = await Promise.all([sealer.sealingKeys(), sealer.sealingKeys(), sealer.sealingKeys()]);
  const sealed = await sealer.seal(new Secret('the words'), [one.recipient, two.recipient]);
  for (const { identity } of [one, two]) {
    const opened = await sealer.open(sealed, [stranger.identity, identity]);
    expect(opened.ok && textOf(opened.value)).toBe('the words');
  }
  expect(await sealer.open(sealed, [stranger.identity])).toEqual({ ok: false, failure: { why: 'not-for-us' } });
});

test('a sealed text says to how many keys it is sealed, however many there are', async () => {
  const keys = await Promise.all(Array.from({ length: 40 }, () => sealer.sealingKeys()));
  const recipients = keys.map(({ recipient }) => recipient);
  for (const count of [1, 2, 40]) {
    expect(sealer.recipientCount(await sealer.seal(new Secret('x'), recipients.slice(0, count)))).toBe(count);
  }
  for (const text of ['', 'age', '-----BEGIN AGE ENCRYPTED FILE-----\n', 'x'.repeat(1000)])
    expect(sealer.recipientCount(text)).toBeUndefined();
});

test('a text that is cut anywhere, or changed, is told from one that is sealed to others', async () => {
  const { identity, recipient } = await sealer.sealingKeys();
  const sealed = await sealer.seal(new Secret('y'.repeat(500)), [recipient]);
  const cut = [0, 20, 60, 200, sealed.length - 40].map((length) => sealed.slice(0, length));
  const middle = Math.floor(sealed.length * 0.7);
  const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
  for (const text of [...cut, changed])
    expect(await sealer.open(text, [identity])).toEqual({ ok: false, failure: { why: 'truncated' } });
});

test('the age program opens it with the identity', async () => {
  const { identity, recipient } = await sealer.sealingKeys();
  const key = join(folder, 'key.txt');
  writeFileSync(key, textOf(identity), { mode: 0o600 });
  const input = await sealer.seal(new Secret('read by another program'), [recipient]);
  expect(execFileSync('age', ['-d', '-i', key], { input }).toString()).toBe('read by another program');
  expect(await sealer.recipientOf(identity)).toBe(recipient);
  expect(await sealer.recipientOf(new Secret('no identity'))).toBeUndefined();
});

test('a signature holds for its text and its key alone', () => {
  const [one, other] = [sealer.signingKeys(), sealer.signingKeys()];
  const signature = sealer.sign('text', one.key);
  expect(sealer.verify('text', signature, one.publicKey)).toBe(true);
  expect(sealer.verify('text ', signature, one.publicKey)).toBe(false);
  expect(sealer.verify('text', signature, other.publicKey)).toBe(false);
  expect(sealer.verify('text', 'nonsense', one.publicKey)).toBe(false);
  expect(sealer.verify('text', signature, '')).toBe(false);
});

test('a credential comes back as it was, field by field', () => {
  const credential = { access: new Secret('a\0\u{1f511}'), refresh: new Secret('r'), fields: { id: new Secret('f') } };
  const back = sealer.unpack(sealer.pack(credential));
  const { access, refresh, fields } = back ?? { access: new Secret(''), refresh: undefined, fields: {} };
  expect([access, refresh, fields['id']].map((secret) => secret && textOf(secret))).toEqual(['a\0\u{1f511}', 'r', 'f']);
  expect(sealer.unpack(new Secret('no credential'))).toBeUndefined();
});
