import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHomeSecrets, type HomeSecrets } from '../../../main/adapters/home-secrets.ts';
import { createSealer, unsealFile } from '../../../main/adapters/seal-file.ts';
import { Secret } from '../../../main/domain/secret.ts';
import type { Credential } from '../../../main/domain/storage-ports.ts';
import { tokenId } from '../../../shared/token.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySecrets, type MemorySecrets } from '../../support/memory-ports.ts';
import { T0 } from '../../support/tokens.ts';
import { aHome, modeOf } from './home-folder.ts';

/** Enough to be scrypt, and quick. */
const COST = 2 ** 10;
const RIGHT = new Secret('correct horse battery staple');
const WRONG = new Secret('correct horse battery stapler');
const canary = `canary-${'7'.repeat(24)}`;
const [a, b] = [tokenId('token-a'), tokenId('token-b')];
const of = (text: string): Credential => ({
  access: new Secret(text),
  refresh: new Secret(`${text}-refresh`),
  fields: { id: new Secret(`${text}-id`) },
});

function opened(folder: string, keychain: MemorySecrets = memorySecrets()): HomeSecrets {
  const home = openHomeSecrets({ folder, clock: createFakeClock(T0), keychain, cost: COST });
  if (!home.ok) throw new Error(home.failure.code);
  return home.value;
}

async function begun(folder = aHome()) {
  const home = opened(folder);
  expect(await home.latch.begin(RIGHT)).toEqual({ ok: true, value: undefined });
  return { folder, ...home };
}

async function textOf({ secrets }: Pick<HomeSecrets, 'secrets'>, id = a): Promise<string | undefined> {
  const kept = await secrets.get(id);
  if (!kept.ok) return kept.failure.code;
  return kept.value?.credential.access.use((text) => text);
}

/** What somebody does to the file who knows its format, checksum and all. */
function tamper(folder: string, change: (state: { entries: Record<string, [number, string]> }) => void): void {
  const path = join(folder, 'values.json');
  const unsealed = unsealFile(readFileSync(path));
  if (unsealed.kind !== 'good') throw new Error(unsealed.kind);
  const state = JSON.parse(unsealed.state.toString()) as { entries: Record<string, [number, string]> };
  change(state);
  writeFileSync(path, createSealer(1)([Buffer.from(JSON.stringify(state))]));
}

describe('a home without a passphrase vault', () => {
  test('keeps values in the keychain, and makes no file for them', async () => {
    const [folder, keychain] = [aHome(), memorySecrets()];
    const home = opened(folder, keychain);
    await home.secrets.put(a, of(canary));
    expect(home.latch.keeps()).toBe('keychain');
    expect(keychain.entries.has(a)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says that there is no keychain, and puts nothing elsewhere', async () => {
    const [folder, keychain] = [aHome(), memorySecrets()];
    keychain.failure = { code: 'keyring-absent', lack: 'no-service' };
    const home = opened(folder, keychain);
    expect(await home.secrets.put(a, of(canary))).toMatchObject({ failure: { code: 'keyring-absent' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a passphrase vault', () => {
  test('gives back every part of a value after a restart, to the passphrase alone', async () => {
    const { folder, secrets } = await begun();
    await secrets.put(a, of(canary));
    const again = opened(folder);
    expect([again.latch.keeps(), again.latch.sealed(), await textOf(again)]).toEqual([
      'passphrase',
      true,
      'vault-locked',
    ]);
    expect(await again.secrets.state()).toEqual({ kind: 'locked' });
    expect(await again.latch.open(WRONG)).toEqual({ ok: true, value: false });
    expect(again.latch.sealed()).toBe(true);
    expect(await again.latch.open(RIGHT)).toEqual({ ok: true, value: true });
    const kept = await again.secrets.get(a);
    const read = kept.ok && kept.value?.credential;
    if (!read) throw new Error('not there');
    const all = [read.access, read.refresh, read.fields['id']].map((part) => part?.use((text) => text));
    expect(all).toEqual([canary, `${canary}-refresh`, `${canary}-id`]);
    expect(await again.secrets.state()).toEqual({ kind: 'ok', backend: 'passphrase vault' });
  });

  test('has neither a value nor the passphrase in any of its files, in any form, and they are for this user alone', async () => {
    const { folder, secrets } = await begun();
    for (let n = 0; n < 7; n += 1) await secrets.put(a, of(`${canary}${n}`));
    const files = readdirSync(folder).filter((name) => name.startsWith('values'));
    expect(files.length).toBeGreaterThanOrEqual(6);
    const forms = [canary, RIGHT.use((text) => text)].flatMap((text) => [
      text,
      Buffer.from(text).toString('base64').slice(0, -4),
      Buffer.from(text).toString('hex'),
      Buffer.from(text, 'utf16le').toString('latin1'),
    ]);
    for (const name of files) {
      const bytes = readFileSync(join(folder, name)).toString('latin1');
      expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
      expect(modeOf(join(folder, name))).toBe('600');
    }
  });

  test('counts generations and refuses to write over one that it was not told of', async () => {
    const { secrets } = await begun();
    expect(await secrets.put(a, of('one'), 0)).toEqual({ ok: true, value: 1 });
    expect(await secrets.put(a, of('two'), 1)).toEqual({ ok: true, value: 2 });
    expect(await secrets.put(a, of('late'), 1)).toMatchObject({ failure: { code: 'keyring-stale' } });
    expect(await textOf({ secrets })).toBe('two');
    await secrets.delete(a);
    expect(await textOf({ secrets })).toBe(undefined);
    expect(await secrets.delete(a)).toMatchObject({ ok: true });
  });

  test('takes fifty writes at once, and has all of them after a restart', async () => {
    const { folder, secrets } = await begun();
    const ids = Array.from({ length: 50 }, (_, n) => tokenId(`token-${n}`));
    const put = await Promise.all(ids.map((id) => secrets.put(id, of(String(id)))));
    expect(put.every(({ ok }) => ok)).toBe(true);
    const again = opened(folder);
    await again.latch.open(RIGHT);
    expect(await Promise.all(ids.map((id) => textOf(again, id)))).toEqual(ids.map(String));
  });

  test('shut again, reads and writes nothing, and opens again', async () => {
    const { secrets, latch } = await begun();
    await secrets.put(a, of(canary));
    latch.shut();
    expect(await textOf({ secrets })).toBe('vault-locked');
    expect(await secrets.put(b, of('x'))).toMatchObject({ failure: { code: 'vault-locked' } });
    expect(await secrets.delete(a)).toMatchObject({ failure: { code: 'vault-locked' } });
    await latch.open(RIGHT);
    expect(await textOf({ secrets })).toBe(canary);
  });

  test('under another passphrase opens to the new one alone, in each of its older copies too', async () => {
    const { folder, secrets, latch } = await begun();
    await secrets.put(a, of(canary));
    expect(await latch.set(WRONG)).toMatchObject({ ok: true });
    for (const current of ['values.json', 'values.1.json', 'values.5.json']) {
      const copy = readFileSync(join(folder, current));
      const elsewhere = aHome();
      writeFileSync(join(elsewhere, 'values.json'), copy);
      const home = opened(elsewhere);
      expect([await home.latch.open(RIGHT), await home.latch.open(WRONG), await textOf(home)]).toEqual([
        { ok: true, value: false },
        { ok: true, value: true },
        canary,
      ]);
    }
  });

  test('is not begun anew where its file was there once and is gone in all copies', async () => {
    const { folder } = await begun();
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) rmSync(join(folder, name));
    const home = openHomeSecrets({ folder, clock: createFakeClock(T0), keychain: memorySecrets(), cost: COST });
    expect(home).toEqual({ ok: false, failure: { code: 'file-lost', file: 'values.json' } });
  });

  test('takes along what belongs to no token, so that digests go on and the audit log is not cut', async () => {
    const keychain = memorySecrets();
    await keychain.put(tokenId('vault-key'), of('digest-key'));
    const home = opened(aHome(), keychain);
    await home.latch.begin(RIGHT);
    expect(await textOf(home, tokenId('vault-key'))).toBe('digest-key');
  });
});

describe('a passphrase vault whose file somebody changed, checksum and all', () => {
  const cases: readonly (readonly [string, Parameters<typeof tamper>[1]])[] = [
    ["one entry in another's place", ({ entries }) => void (entries[a] = entries[b] ?? [1, 'x'])],
    ['a bit of one turned', ({ entries }) => void (entries[a] = [1, flipped(entries[a]?.[1] ?? '')])],
    ['an entry taken away', ({ entries }) => void delete entries[a]],
    ['its generation said to be another', ({ entries }) => void (entries[a] = [2, entries[a]?.[1] ?? ''])],
  ];
  test.each(cases)('%s: that one is damaged, and no other', async (_what, change) => {
    const { folder, secrets } = await begun();
    await secrets.put(a, of('value-a'));
    await secrets.put(b, of('value-b'));
    tamper(folder, change);
    const again = opened(folder);
    await again.latch.open(RIGHT);
    expect([await textOf(again, a), await textOf(again, b)]).toEqual(['keyring-damaged', 'value-b']);
    await again.secrets.put(a, of('anew'));
    expect(await textOf(again, a)).toBe('anew');
  });

  test('an earlier value put back: damaged, not believed', async () => {
    const { folder, secrets } = await begun();
    await secrets.put(a, of('earlier'));
    const copy = unsealFile(readFileSync(join(folder, 'values.json')));
    const earlier =
      copy.kind === 'good'
        ? (JSON.parse(copy.state.toString()) as { entries: Record<string, [number, string]> })
        : undefined;
    await secrets.put(a, of('later'));
    tamper(folder, ({ entries }) => void (entries[a] = earlier?.entries[a] ?? [1, 'x']));
    const again = opened(folder);
    await again.latch.open(RIGHT);
    expect(await textOf(again, a)).toBe('keyring-damaged');
  });
});

const flipped = (sealed: string): string =>
  `${sealed.slice(0, 20)}${sealed[20] === 'A' ? 'B' : 'A'}${sealed.slice(21)}`;

describe('a passphrase before the keychain', () => {
  test('is proven by what lies in the keychain, and nothing of it lies in the home', async () => {
    const [folder, keychain] = [aHome(), memorySecrets()];
    const { latch } = opened(folder, keychain);
    expect(await latch.isSet()).toEqual({ ok: true, value: false });
    await latch.set(RIGHT);
    expect([await latch.isSet(), await latch.open(RIGHT), await latch.open(WRONG)]).toEqual([
      { ok: true, value: true },
      { ok: true, value: true },
      { ok: true, value: false },
    ]);
    expect([latch.sealed(), readdirSync(folder)]).toEqual([false, []]);
    await latch.remove();
    expect(await latch.isSet()).toEqual({ ok: true, value: false });
  });

  test('is the same in whichever form its letters come', async () => {
    const { latch } = opened(aHome());
    await latch.set(new Secret('Schlüssel zum Tor'));
    expect(await latch.open(new Secret('Schlüssel zum Tor'.normalize('NFD')))).toEqual({ ok: true, value: true });
  });

  test('cannot be asked after while the keychain does not answer', async () => {
    const keychain = memorySecrets();
    const { latch } = opened(aHome(), keychain);
    await latch.set(RIGHT);
    keychain.failure = { code: 'keyring-locked' };
    expect(await latch.open(RIGHT)).toEqual({ ok: false, failure: { code: 'keyring-locked' } });
  });
});
