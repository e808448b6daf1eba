import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockHolder, takeLock } from '../../../main/adapters/process-lock.ts';
import { startChild } from './child.ts';
import { aHome, modeOf, namesIn } from './home-folder.ts';

let home: string;
let path: string;
beforeEach(() => {
  home = aHome();
  path = join(home, 'vault.lock');
});

async function take(waitMs = 0) {
  const taken = await takeLock(path, { waitMs });
  if (!taken.ok) throw new Error(taken.failure.code);
  return taken.value;
}

async function takeAndEnd(waitMs = 0): Promise<void> {
  const end = await take(waitMs);
  await end();
}

/** The lock as a holder would have left it. */
function leave(facts: { pid: number; started: string }, mark: string = randomUUID()): void {
  writeFileSync(path, JSON.stringify({ ...facts, mark }));
}

async function ownLine(): Promise<{ pid: number; started: string }> {
  const end = await take();
  const { pid, started } = JSON.parse(readFileSync(path, 'utf8'));
  await end();
  return { pid, started };
}

describe('the lock of a vault', () => {
  test('is held till its end, and by one alone', async () => {
    const end = await take();
    expect(await lockHolder(path)).toBe(process.pid);
    expect(await takeLock(path, { waitMs: 0 })).toEqual({
      ok: false,
      failure: { code: 'vault-busy', holder: process.pid },
    });
    expect(modeOf(path)).toBe('600');
    await end();
    await end();
    expect(await lockHolder(path)).toBeUndefined();
    expect(namesIn(home)).toEqual([]);
    await takeAndEnd();
  });

  test('passes to one who waits for it', async () => {
    const child = startChild('lock', path, '0', '150');
    await child.until(1);
    await takeAndEnd(30_000);
    expect(child.said()).toEqual(['taken', 'ending']);
  });

  test('names the process that holds it', async () => {
    const child = startChild('lock', path, '0', '60000');
    await child.until(1);
    expect(await takeLock(path, { waitMs: 0 })).toEqual({
      ok: false,
      failure: { code: 'vault-busy', holder: child.pid },
    });
    expect(await lockHolder(path)).toBe(child.pid);
  });

  test('left by a killed process is taken over at once', async () => {
    const child = startChild('lock', path, '0', '60000');
    await child.until(1);
    await child.kill();
    expect(await lockHolder(path)).toBeUndefined();
    await takeAndEnd();
    expect(namesIn(home)).toEqual([]);
  });

  test('of a process whose number is another program’s now is taken over at once', async () => {
    const { pid, started } = await ownLine();
    leave({ pid, started: started.replace(/\d+$/, '1') });
    expect(await lockHolder(path)).toBeUndefined();
    await takeAndEnd();
  });

  test('of a process that is still the same one is not', async () => {
    leave(await ownLine());
    expect(await takeLock(path, { waitMs: 0 })).toMatchObject({ ok: false, failure: { code: 'vault-busy' } });
  });

  test.each([
    ['empty', ''],
    ['NULs', '\u0000'.repeat(100)],
    ['half a record', '{"pid":'],
    ['a record that is none', '{"pid":-1,"started":"","mark":"../x"}'],
  ])('that a power cut left as %s is taken over', async (_, text) => {
    writeFileSync(path, text);
    await takeAndEnd();
    expect(namesIn(home)).toEqual([]);
  });

  test('is taken over even where the one who was about to has died too', async () => {
    const dead = { pid: 2 ** 22 + 1, started: 'x/1' };
    leave(dead, '0'.repeat(32));
    writeFileSync(`${path}.${'0'.repeat(32)}`, JSON.stringify({ ...dead, mark: '1'.repeat(32) }));
    await takeAndEnd();
    expect(namesIn(home)).toEqual([]);
  });

  test('given up late is not taken from its new holder', async () => {
    const end = await take();
    rmSync(path);
    leave({ pid: process.pid, started: 'later' });
    await end();
    expect(namesIn(home)).toEqual(['vault.lock']);
  });

  test('is refused where a symbolic link lies at its place', async () => {
    const foreign = join(aHome(), 'foreign');
    writeFileSync(foreign, 'theirs');
    symlinkSync(foreign, path);
    expect(await takeLock(path, { waitMs: 0 })).toMatchObject({
      ok: false,
      failure: { code: 'file-unwritable', reason: 'ELOOP' },
    });
    expect(readFileSync(foreign, 'utf8')).toBe('theirs');
  });

  test('with eight takers for a dead one’s lock goes to exactly one', { timeout: 120_000 }, async () => {
    const dead = startChild('lock', path, '0', '60000');
    await dead.until(1);
    await dead.kill();
    const go = join(home, 'go');
    const takers = Array.from({ length: 8 }, () => startChild('lock', path, '0', '60000', go));
    await Promise.all(takers.map(async (taker) => await taker.until(1)));
    writeFileSync(go, '');
    await Promise.all(takers.map(async (taker) => await taker.until(2)));
    const outcomes = takers.map((taker) => taker.said()[1]);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'failed vault-busy')).toHaveLength(7);
  });

  test('that eight in one process want at once, over and over, is never held by two', async () => {
    let holders = 0;
    let most = 0;
    const turn = async (): Promise<void> => {
      for (let round = 0; round < 5; round += 1) {
        const end = await take(30_000);
        holders += 1;
        most = Math.max(most, holders);
        // As if it had died: the record stays, with a start that is nobody's.
        await new Promise(setImmediate);
        holders -= 1;
        if (round % 2 === 0) await end();
        else leave({ pid: process.pid, started: 'x/1' });
      }
    };
    await Promise.all(Array.from({ length: 8 }, turn));
    expect(most).toBe(1);
  });
});
