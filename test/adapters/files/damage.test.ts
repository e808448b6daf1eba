import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openHomeSecrets } from '../../../main/adapters/home-secrets.ts';
import { Secret } from '../../../main/domain/secret.ts';
import { openCatalog } from '../../../main/adapters/catalog-file.ts';
import { openMemory } from '../../../main/adapters/memory-file.ts';
import { openSettings } from '../../../main/adapters/settings-file.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { hours } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySecrets } from '../../support/memory-ports.ts';
import { aToken, T0 } from '../../support/tokens.ts';
import { aHome, byStore, catalogIn, labelsOf, namesIn, placeIn } from './home-folder.ts';

/** Each takes a good file's bytes and answers the damaged ones; undefined deletes it. */
const damages: Readonly<Record<string, (good: Buffer) => Buffer | undefined>> = {
  'cut to half its length': (good) => good.subarray(0, good.length / 2),
  'cut by its last byte': (good) => good.subarray(0, -1),
  emptied: () => Buffer.alloc(0),
  'filled with NULs': (good) => Buffer.alloc(good.length),
  'changed in one byte of its state': (good) => flip(good, good.length - 20),
  'changed in its version': (good) => flip(good, good.indexOf('1')),
  'replaced by garbage': () => Buffer.from('\u0000\u0001not ours at all\n'.repeat(50), 'latin1'),
  'given another checksum': (good) =>
    Buffer.from(good.toString('utf8').replace(/"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`)),
  'written as bare JSON': () => Buffer.from('{"pending":[],"tokens":[]}'),
  deleted: () => undefined,
};

function flip(good: Buffer, at: number): Buffer {
  const bad = Buffer.from(good);
  bad.writeUInt8(bad.readUInt8(at) ^ 0x02, at);
  return bad;
}

function damage(path: string, how: (good: Buffer) => Buffer | undefined): void {
  const bad = how(readFileSync(path));
  if (bad === undefined) rmSync(path);
  else writeFileSync(path, bad);
}

const id = tokenId('a');
const trouble = (file: string) => ({ code: 'file-damaged', file });

describe.each(Object.entries(damages))('a file that was %s', (how, harm) => {
  let home: string;
  beforeEach(() => void (home = aHome()));
  const deleted = how === 'deleted';
  const aside = (name: string): number => namesIn(home).filter((each) => each.startsWith(`${name}.damaged-`)).length;

  test('values under a passphrase are taken from their newest good copy; with none, there is no new beginning', async () => {
    const open = () =>
      openHomeSecrets({ folder: home, clock: createFakeClock(T0), keychain: memorySecrets(), cost: 2 ** 10 });
    const passphrase = new Secret('correct horse battery staple');
    const first = open();
    if (!first.ok) throw new Error(first.failure.code);
    await first.value.latch.begin(passphrase);
    for (const text of ['one', 'two']) await first.value.secrets.put(id, { access: new Secret(text), fields: {} });
    damage(join(home, 'values.json'), harm);

    const second = open();
    if (!second.ok) throw new Error(second.failure.code);
    await second.value.latch.open(passphrase);
    const kept = await second.value.secrets.get(id);
    expect(kept.ok && kept.value?.credential.access.use((text) => text)).toBe('one');
    expect(second.value.latch.troubles()).toEqual([trouble('values.json')]);
    expect(aside('values')).toBe(deleted ? 0 : 1);
    for (const name of namesIn(home).filter((each) => /^values\..*json$/.test(each))) damage(join(home, name), harm);
    expect(open()).toEqual({ ok: false, failure: { code: 'file-lost', file: 'values.json' } });
  });

  test('the catalog is taken from its newest good copy, said aloud, and the damaged one set aside', async () => {
    const first = catalogIn(home);
    await first.put(aToken({ label: 'a' }));
    await first.put(aToken({ label: 'b' }));
    await first.put(aToken({ label: 'c' }));
    damage(join(home, 'catalog.json'), harm);
    damage(join(home, 'catalog.1.json'), harm);

    const second = catalogIn(home);
    expect(labelsOf(second)).toEqual(['a']);
    expect(second.troubles()).toEqual([trouble('catalog.json')]);
    expect(aside('catalog')).toBe(deleted ? 0 : 1);
    expect(labelsOf(catalogIn(home))).toEqual(['a']);

    await second.put(aToken({ label: 'd' }));
    expect(labelsOf(catalogIn(home))).toEqual(['a', 'd']);
    expect(catalogIn(home).troubles()).toEqual([]);
  });

  test('with all copies of the catalog so, the vault does not open as an empty one, and nothing is touched', async () => {
    const first = catalogIn(home);
    for (const label of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await first.put(aToken({ label }));
    for (const name of namesIn(home).filter((each) => each.endsWith('.json'))) damage(join(home, name), harm);
    const names = namesIn(home);

    expect(openCatalog(placeIn(home))).toEqual({ ok: false, failure: { code: 'file-lost', file: 'catalog.json' } });
    expect(openCatalog(placeIn(home)).ok).toBe(false);
    expect(namesIn(home)).toEqual(names);
  });

  test('settings come from an older copy, or are the defaults, and it is said', async () => {
    const path = join(home, 'settings.json');
    const first = openSettings(placeIn(home, byStore));
    if (!first.ok) throw new Error(first.failure.code);
    await first.value.put({ ...defaultSettings, checkEvery: hours(1) });
    await first.value.put({ ...defaultSettings, checkEvery: hours(2) });
    damage(path, harm);

    const second = openSettings(placeIn(home, byStore));
    expect(second.ok && second.value.get().checkEvery).toBe(hours(1));
    expect(second.ok && second.value.troubles()).toEqual([trouble('settings.json')]);

    damage(path, harm);
    for (const name of ['settings.1.json', 'settings.2.json']) {
      if (existsSync(join(home, name))) damage(join(home, name), harm);
    }
    const third = openSettings(placeIn(home, byStore));
    expect(third.ok && third.value.get()).toEqual(defaultSettings);
    expect(third.ok && third.value.troubles()).toEqual(deleted ? [] : [trouble('settings.json')]);
    expect(third.ok && (await third.value.put(defaultSettings)).ok).toBe(true);
  });

  test('memory comes from an older copy', async () => {
    const first = openMemory(placeIn(home));
    if (!first.ok) throw new Error(first.failure.code);
    await first.value.put({ notices: [], pausedUntil: T0 });
    await first.value.put({ notices: [] });
    damage(join(home, 'memory.json'), harm);

    const second = openMemory(placeIn(home));
    expect(second.ok && second.value.get()).toEqual({ notices: [], pausedUntil: T0 });
    expect(second.ok && second.value.troubles()).toEqual([trouble('memory.json')]);
  });
});

describe('a home with no catalog', () => {
  test('is a fresh vault where there never was one, whatever else lies there', async () => {
    const home = aHome();
    const settings = openSettings(placeIn(home, byStore));
    if (!settings.ok) throw new Error(settings.failure.code);
    await settings.value.put(defaultSettings);
    expect(catalogIn(home).list()).toEqual([]);
    expect(catalogIn(home).troubles()).toEqual([]);
  });

  test('is no fresh vault where there was one, till its mark is removed too', async () => {
    const home = aHome();
    await catalogIn(home).put(aToken());
    await catalogIn(home).put(aToken({ label: 'b' }));
    for (const name of namesIn(home).filter((each) => each.endsWith('.json'))) rmSync(join(home, name));
    expect(openCatalog(placeIn(home))).toEqual({ ok: false, failure: { code: 'file-lost', file: 'catalog.json' } });
    rmSync(join(home, 'catalog.kept'));
    expect(catalogIn(home).list()).toEqual([]);
  });
});
