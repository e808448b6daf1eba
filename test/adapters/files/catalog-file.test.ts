import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../../main/adapters/catalog-file.ts';
import { makeFreely, type CopyMaking } from '../../../main/adapters/copy-making.ts';
import { createSealer } from '../../../main/adapters/seal-file.ts';
import { instant } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { aToken, at, endsAt, looked, MINUTE, T0 } from '../../support/tokens.ts';
import { aHome, catalogIn, labelsOf, modeOf, namesIn, placeIn } from './home-folder.ts';

describe('the catalog on disk', () => {
  test('a token comes back as it was after a restart', async () => {
    const home = aHome();
    const token = aToken({
      id: tokenId('full'),
      label: 'Überall "here" \\ 令牌',
      host: 'https://git.example.test',
      consumers: ['ci'],
      expiry: endsAt(at(MINUTE)),
      leads: [],
      standing: { ...looked({ kind: 'blocked', why: 'sso-required' }, T0, 2), doubt: { expiresAt: T0, seenAt: T0 } },
      warnings: [{ code: 'too-wide', scopes: ['repo'] }, { code: 'owner-missing' }],
    });
    const first = catalogIn(home);
    expect(await first.put(token)).toEqual({ ok: true, value: undefined });
    expect(await first.markPending(tokenId('half'))).toEqual({ ok: true, value: undefined });

    const second = catalogIn(home);
    expect(second.list()).toEqual([token]);
    expect(second.get(tokenId('full'))).toEqual(token);
    expect(second.pending()).toEqual(['half']);
    expect(second.troubles()).toEqual([]);
  });

  test('what is deleted, changed or cleared stays so after a restart, in the order of adding', async () => {
    const home = aHome();
    const first = catalogIn(home);
    await Promise.all(['a', 'b', 'c'].map((label) => first.put(aToken({ label }))));
    await first.markPending(tokenId('x'));
    await first.clearPending(tokenId('x'));
    await first.delete(tokenId('b'));
    await first.change(tokenId('a'), (token) => ({ ...token, label: 'a2' }));
    await first.change(tokenId('nobody'), (token) => ({ ...token, label: 'ghost' }));
    await first.put(aToken({ label: 'd' }));

    expect(labelsOf(catalogIn(home))).toEqual(['a2', 'c', 'd']);
    expect(catalogIn(home).pending()).toEqual([]);
  });

  test('a file that was read is written again byte for byte where nothing changed', async () => {
    const home = aHome();
    await Promise.all(
      ['a', 'ü', 'c'].map((label, index) => catalogIn(home).put(aToken({ id: tokenId(`t${index}`), label }))),
    );
    const first = catalogIn(home);
    await first.markPending(tokenId('x'));
    await first.clearPending(tokenId('x'));
    const before = readFileSync(join(home, 'catalog.json'));
    const second = catalogIn(home);
    await second.markPending(tokenId('x'));
    await second.clearPending(tokenId('x'));
    expect(readFileSync(join(home, 'catalog.json')).equals(before)).toBe(true);
  });

  test('changes of one moment share a write, and those that come during it share the next', async () => {
    const home = aHome();
    let writes = 0;
    const counting: CopyMaking = (copies) => (sealed) => {
      writes += 1;
      return makeFreely(copies)(sealed);
    };
    const catalog = catalogIn(home, counting);
    const together = Array.from({ length: 500 }, (_, index) => catalog.put(aToken({ label: `t${index}` })));
    await together[0];
    const later = Array.from({ length: 500 }, (_, index) => catalog.put(aToken({ label: `u${index}` })));
    await Promise.all([...together, ...later]);
    expect(writes).toBe(2);
    expect(catalogIn(home).list()).toHaveLength(1000);
  });

  test('two changes of one token at once both last', async () => {
    const home = aHome();
    const catalog = catalogIn(home);
    await catalog.put(aToken({ label: 'a' }));
    await Promise.all([
      catalog.change(tokenId('a'), (token) => ({ ...token, owner: 'ann' })),
      catalog.change(tokenId('a'), (token) => ({ ...token, environment: 'prod' })),
    ]);
    expect(catalogIn(home).get(tokenId('a'))).toMatchObject({ owner: 'ann', environment: 'prod' });
  });

  test('five older copies are kept, newest first, and only the owner may read any', async () => {
    const home = aHome();
    const catalog = catalogIn(home);
    for (let index = 1; index <= 8; index += 1) await catalog.put(aToken({ label: `t${index}` }));
    const copies = ['.json', '.1.json', '.2.json', '.3.json', '.4.json', '.5.json'].map((ending) => `catalog${ending}`);
    expect(namesIn(home)).toEqual([...copies, 'catalog.kept'].sort());
    const counts = copies.map((name) => readFileSync(join(home, name), 'utf8').split('"label"').length - 1);
    expect(counts).toEqual([8, 7, 6, 5, 4, 3]);
    expect(namesIn(home).map((name) => modeOf(join(home, name)))).toEqual(namesIn(home).map(() => '600'));
  });

  test('a folder that is made is for its owner alone', async () => {
    const home = join(aHome(), 'deep', 'home');
    await catalogIn(home).put(aToken());
    expect(modeOf(home)).toBe('700');
  });

  test('a folder that others use is not closed to them', async () => {
    const home = aHome();
    const shared = join(home, 'shared');
    mkdirSync(shared, { mode: 0o755 });
    writeFileSync(join(shared, 'theirs'), '');
    await catalogIn(shared).put(aToken());
    expect(modeOf(shared)).toBe('755');
    expect(modeOf(join(shared, 'catalog.json'))).toBe('600');
  });

  test('a file of a newer version is refused and left as it is', async () => {
    const home = aHome();
    await catalogIn(home).put(aToken());
    const newer = Buffer.from(createSealer(7)([Buffer.from('{"sorted":"otherwise"}')]));
    writeFileSync(join(home, 'catalog.json'), newer);
    const names = namesIn(home);
    expect(openCatalog(placeIn(home))).toEqual({
      ok: false,
      failure: { code: 'file-newer', file: 'catalog.json', version: 7 },
    });
    expect(readFileSync(join(home, 'catalog.json')).equals(newer)).toBe(true);
    expect(namesIn(home)).toEqual(names);
  });

  test('a symbolic link at its place is refused and its target stays untouched', async () => {
    const home = aHome();
    const foreign = join(aHome(), 'foreign');
    await catalogIn(home).put(aToken());
    renameSync(join(home, 'catalog.json'), foreign);
    symlinkSync(foreign, join(home, 'catalog.json'));
    const before = readFileSync(foreign);
    expect(openCatalog(placeIn(home))).toEqual({
      ok: false,
      failure: { code: 'file-unreadable', file: 'catalog.json', reason: 'ELOOP' },
    });
    expect(readFileSync(foreign).equals(before)).toBe(true);
  });

  test('a symbolic link put where the next copy is made ready is removed, not followed', async () => {
    const home = aHome();
    const foreign = join(aHome(), 'foreign');
    writeFileSync(foreign, 'theirs');
    symlinkSync(foreign, join(home, 'catalog.next.json'));
    expect((await catalogIn(home).put(aToken())).ok).toBe(true);
    expect(readFileSync(foreign, 'utf8')).toBe('theirs');
    expect(labelsOf(catalogIn(home))).toEqual(['github-ci']);
  });

  test('what an interrupted write left is swept at the next write', async () => {
    const home = aHome();
    await catalogIn(home).put(aToken({ label: 'a' }));
    writeFileSync(join(home, 'catalog.next.json.tmp-1234567890abcdef'), 'half');
    linkSync(join(home, 'catalog.json'), join(home, 'catalog.next.json'));
    await catalogIn(home).put(aToken({ label: 'b' }));
    expect(namesIn(home)).toEqual(['catalog.1.json', 'catalog.json', 'catalog.kept']);
    expect(labelsOf(catalogIn(home))).toEqual(['a', 'b']);
  });

  test('a copy that was damaged behind our back is never kept over a good one', async () => {
    const home = aHome();
    const catalog = catalogIn(home);
    await catalog.put(aToken({ label: 'a' }));
    await catalog.put(aToken({ label: 'b' }));
    writeFileSync(join(home, 'catalog.json'), 'overwritten by another program');
    await catalog.put(aToken({ label: 'c' }));
    expect(catalog.troubles()).toEqual([{ code: 'file-damaged', file: 'catalog.json' }]);
    expect(namesIn(home).filter((name) => name.includes('damaged'))).toHaveLength(1);
    expect(labelsOf(catalogIn(home))).toEqual(['a', 'b', 'c']);
    rmSync(join(home, 'catalog.json'));
    expect(labelsOf(catalogIn(home))).toEqual(['a']);
  });

  test('a token that could not be read back is a bug and never reaches the file', async () => {
    const home = aHome();
    const catalog = catalogIn(home);
    await catalog.put(aToken({ label: 'a' }));
    await expect(catalog.put(aToken({ label: 'b', addedAt: instant(Number.NaN) }))).rejects.toThrow('invariant');
    expect(labelsOf(catalogIn(home))).toEqual(['a']);
  });

  test('asking for what is there writes nothing', async () => {
    const home = aHome();
    await catalogIn(home).put(aToken());
    const { mtimeMs } = statSync(join(home, 'catalog.json'));
    const catalog = catalogIn(home);
    catalog.list();
    await catalog.delete(tokenId('nobody'));
    await catalog.clearPending(tokenId('nobody'));
    await catalog.end();
    expect(statSync(join(home, 'catalog.json')).mtimeMs).toBe(mtimeMs);
  });

  test('after its end nothing is written any more, for somebody else may have it open', async () => {
    const home = aHome();
    const catalog = catalogIn(home);
    await catalog.put(aToken({ label: 'a' }));
    await catalog.end();
    expect(await catalog.put(aToken({ label: 'b' }))).toMatchObject({
      ok: false,
      failure: { code: 'file-unwritable' },
    });
    expect(labelsOf(catalogIn(home))).toEqual(['a']);
  });
});
