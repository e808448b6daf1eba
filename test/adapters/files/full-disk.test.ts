import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeFreely, type CopyMaking } from '../../../main/adapters/copy-making.ts';
import { tokenId } from '../../../shared/token.ts';
import { aToken } from '../../support/tokens.ts';
import { aHome, byStore, catalogIn, labelsOf, namesIn } from './home-folder.ts';

afterEach(() => void vi.useRealTimers());

/** A disk that refuses for as long as it is told to. */
function refusingDisk(): { making: CopyMaking; refuse: (code: string | undefined) => void } {
  let refusal: string | undefined;
  return {
    refuse: (code) => void (refusal = code),
    making: (copies) => async (sealed) => {
      if (refusal !== undefined) throw Object.assign(new Error('refused'), { code: refusal });
      await makeFreely(copies)(sealed);
    },
  };
}

describe.each(['ENOSPC', 'EROFS', 'EIO'])('while the disk answers %s', (code) => {
  const failure = { code: 'file-unwritable', file: 'catalog.json', reason: code };

  test('the caller is told, the old file stays whole, and the change stands in memory', async () => {
    const home = aHome();
    const disk = refusingDisk();
    const catalog = catalogIn(home, disk.making);
    await catalog.put(aToken({ label: 'a' }));
    const before = readFileSync(join(home, 'catalog.json'));
    disk.refuse(code);
    expect(await catalog.put(aToken({ label: 'b' }))).toEqual({ ok: false, failure });
    expect(labelsOf(catalog)).toEqual(['a', 'b']);
    expect(catalog.troubles()).toEqual([failure]);
    expect(readFileSync(join(home, 'catalog.json')).equals(before)).toBe(true);

    disk.refuse(undefined);
    expect((await catalog.put(aToken({ label: 'c' }))).ok).toBe(true);
    expect(catalog.troubles()).toEqual([]);
    expect(labelsOf(catalogIn(home))).toEqual(['a', 'b', 'c']);
  });

  test('it is tried again by itself after half a minute, and the trouble goes when it succeeds', async () => {
    const home = aHome();
    const disk = refusingDisk();
    const catalog = catalogIn(home, disk.making);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    disk.refuse(code);
    await catalog.put(aToken({ label: 'a' }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(catalog.troubles()).toEqual([failure]);
    disk.refuse(undefined);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(catalog.troubles()).toEqual([failure]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await vi.waitFor(() => expect(catalog.troubles()).toEqual([]));
    expect(labelsOf(catalogIn(home))).toEqual(['a']);
  });

  test('it is tried once more at the end', async () => {
    const home = aHome();
    const disk = refusingDisk();
    const catalog = catalogIn(home, disk.making);
    disk.refuse(code);
    await catalog.put(aToken({ label: 'a' }));
    disk.refuse(undefined);
    await catalog.end();
    expect(labelsOf(catalogIn(home))).toEqual(['a']);
  });
});

// Only root may mount; elsewhere the refusals above stand for it.
describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')('on a real disk of 64 KiB', () => {
  test.each([
    ['by hand', makeFreely],
    ['by a store', byStore],
  ])('a file that no longer fits is refused %s, and half of it never takes the good one’s place', async (_, making) => {
    const disk = aHome();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', disk]);
    try {
      const catalog = catalogIn(disk, making);
      expect((await catalog.put(aToken({ label: 'a' }))).ok).toBe(true);
      const failed = await catalog.put(aToken({ label: 'b', owner: 'x'.repeat(100_000) }));
      expect(failed).toMatchObject({ ok: false, failure: { code: 'file-unwritable', reason: 'ENOSPC' } });
      expect(labelsOf(catalogIn(disk))).toEqual(['a']);

      const mended = await catalog.change(tokenId('b'), (token) => ({ ...token, owner: 'x' }));
      expect(mended.ok).toBe(true);
      expect(catalog.troubles()).toEqual([]);
      expect(labelsOf(catalogIn(disk))).toEqual(['a', 'b']);
      expect(namesIn(disk).filter((name) => name.includes('damaged') || name.includes('next'))).toEqual([]);
      await catalog.end();
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  test('a disk that became read-only refuses, and the vault still reads', async () => {
    const disk = aHome();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', disk]);
    try {
      await catalogIn(disk).put(aToken({ label: 'a' }));
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const catalog = catalogIn(disk);
      expect(labelsOf(catalog)).toEqual(['a']);
      expect(await catalog.put(aToken({ label: 'b' }))).toMatchObject({ ok: false, failure: { reason: 'EROFS' } });
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      await catalog.end();
      expect(labelsOf(catalogIn(disk))).toEqual(['a', 'b']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
