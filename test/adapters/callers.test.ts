import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemCallers } from '../../main/adapters/callers.ts';

function aRepo(): string {
  const repo = mkdtempSync(path.join(tmpdir(), 'tokenkeep-callers-'));
  onTestFinished(() => rmSync(repo, { recursive: true, force: true }));
  mkdirSync(path.join(repo, '.git'));
  mkdirSync(path.join(repo, 'deep', 'down'), { recursive: true });
  return repo;
}

describe('who asks', () => {
  test('was started by a program that the system names', async () => {
    const { parent } = await systemCallers.look({ pid: 1, parent: process.pid, folder: '/' });
    expect(parent).toMatch(/node/);
  });

  test.runIf(process.platform === 'linux')('has a parent even where it does not tell of it', async () => {
    expect((await systemCallers.look({ pid: process.pid, folder: '/' })).parent).toMatch(/\S/);
  });

  test('has no parent where it is gone, or says nonsense', async () => {
    for (const parent of [0, 1, 2 ** 31]) {
      expect((await systemCallers.look({ pid: 0, parent, folder: '/' })).parent).toBeUndefined();
    }
  });

  test('stands in the repository around its folder, or in none', async () => {
    const repo = aRepo();
    const repoOf = async (folder: string) => (await systemCallers.look({ pid: 0, folder })).repo;
    expect(await repoOf(path.join(repo, 'deep', 'down'))).toBe(repo);
    expect(await repoOf(repo)).toBe(repo);
    expect(await repoOf(path.join(repo, 'gone', 'folder'))).toBe(repo);
    expect(await repoOf('deep')).toBeUndefined();
  });
});
