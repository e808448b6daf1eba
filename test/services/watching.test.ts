import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchFolder } from '../../main/adapters/folder-watch.ts';
import { createScanner } from '../../main/adapters/scanner.ts';
import { freshFolder, madeUpToken } from '../support/leaky-repository.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { aVault, githubSays } from './a-vault.ts';

/** A started vault that has one living token, on a machine with real files. */
async function aWatcher(watch = watchFolder) {
  const a = aVault(
    () => githubSays(200),
    undefined,
    {},
    {
      elsewhere: { ...nothingElsewhere, scanner: createScanner(), watch },
    },
  );
  onTestFinished(() => a.vault.stop());
  await a.vault.start();
  const value = madeUpToken();
  await a.add('deploy', value);
  const found = () => a.ports.memory.get().notices.filter(({ what }) => what.kind === 'found');
  const set = (folder: string) => a.vault.handlers.set({ key: 'watched', value: folder });
  return { ...a, value, found, set };
}

test('a token that is written into a watched folder is told of, once, and with its file', async () => {
  const { value, found, set } = await aWatcher();
  const root = freshFolder('watched');
  mkdirSync(join(root, 'site'));
  expect(await set(root)).toMatchObject({ ok: true });
  writeFileSync(join(root, 'site', '.env'), `TOKEN=${value}\n`);
  await expect.poll(() => found().length, { timeout: 10_000 }).toBe(1);
  expect(found()[0]?.what).toMatchObject({ kind: 'found', label: 'deploy', file: join(root, 'site', '.env') });
  writeFileSync(join(root, 'site', '.env'), `\nTOKEN=${value}\n`);
  mkdirSync(join(root, 'later'));
  writeFileSync(join(root, 'later', 'notes.txt'), `${value}\n`);
  await expect.poll(() => found().length, { timeout: 10_000 }).toBe(2);
  expect(found()[0]?.what).toMatchObject({ file: join(root, 'later', 'notes.txt') });
});

test('a folder that is named is searched at once, and no more when it is named no more', async () => {
  const ended: string[] = [];
  const told = new Map<string, (files: readonly string[]) => void>();
  const { value, found, set } = await aWatcher((folder, changed) => {
    told.set(folder, changed);
    return () => void ended.push(folder);
  });
  const root = freshFolder('watched');
  writeFileSync(join(root, 'old.txt'), `${value}\n`);
  await set(root);
  await expect.poll(() => found().length, { timeout: 10_000 }).toBe(1);
  await set('none');
  expect(ended).toEqual([root]);
  writeFileSync(join(root, 'new.txt'), `${value}\n`);
  told.get(root)?.([join(root, 'new.txt')]);
  await set(root);
  // The search of the folder that begins now is after any that were still to come.
  await expect.poll(() => found().length, { timeout: 10_000 }).toBe(2);
});

test('what is dead, ignored or a stranger’s is kept quiet about', async () => {
  const a = await aWatcher();
  const root = freshFolder('watched');
  writeFileSync(join(root, 'stranger.txt'), `${madeUpToken()}\n`);
  const dead = madeUpToken();
  a.world.answer = () => githubSays(401);
  await a.add('gone', dead);
  writeFileSync(join(root, 'dead.txt'), `${dead}\n`);
  writeFileSync(join(root, 'alive.txt'), `${a.value}\n`);
  await a.set(root);
  await expect.poll(() => a.found().length, { timeout: 10_000 }).toBe(1);
  expect(a.found()[0]?.what).toMatchObject({ label: 'deploy' });
});
