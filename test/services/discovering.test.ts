import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { plainFiles } from '../../main/adapters/plain-files.ts';
import { sumOfPlain } from '../../shared/plain-sum.ts';
import { send } from '../support/issuers/look.ts';
import { PLAIN_FILES, plantPlainHome, serveIssuers } from '../support/plain-home.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { T0 } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';

const stateOf = (home: string) =>
  PLAIN_FILES.map(({ file }) => [file, readFileSync(join(home, file), 'hex'), statSync(join(home, file)).mode & 0o777]);

/** A vault on a machine whose person has this home, and whose issuers are all at one local place. */
async function vaultAt(home: string, dead: readonly string[] = []) {
  const issuers = await serveIssuers(dead);
  onTestFinished(issuers.close);
  const a = aVault(
    undefined,
    undefined,
    {},
    {
      elsewhere: { ...nothingElsewhere, files: plainFiles, places: { home, platform: 'linux', env: {}, vault: home } },
      http: { send: (request) => send({ ...request, url: request.url.replace('https://', `${issuers.base}/`) }, T0) },
    },
  );
  return { ...a, issuers, projects: [join(home, 'site')] };
}

test('twenty files give twenty tokens, told without their values, and nobody is asked unless a person says so', async () => {
  const home = plantPlainHome();
  const { vault, issuers, projects } = await vaultAt(home);
  const found = await vault.handlers.discover({ projects, check: false });
  if (!found.ok) throw new Error(found.failure.code);
  const { copies, files, unread } = found.value;
  expect([files, unread, copies.map(({ file }) => file.slice(home.length + 1)).sort()]).toEqual([
    20,
    [],
    PLAIN_FILES.map(({ file }) => file).sort(),
  ]);
  for (const { value } of PLAIN_FILES) expect(JSON.stringify(found.value)).not.toContain(value);
  for (const { file, mode } of PLAIN_FILES)
    expect(copies.find((copy) => copy.file === join(home, file))).toMatchObject({ mode, isMine: true });
  expect(issuers.seen).toEqual([]);
});

test('the twelve whose issuers can be asked are checked, and it is summed up what ends soon and what is dead', async () => {
  const { vault, issuers, projects } = await vaultAt(plantPlainHome(), ['netlify']);
  const found = await vault.handlers.discover({ projects, check: true });
  if (!found.ok) throw new Error(found.failure.code);
  const said = found.value.copies.flatMap(({ file, verdict }) => (verdict === undefined ? [] : [[file, verdict.kind]]));
  expect(said.length).toBe(12);
  expect(said.filter(([, verdict]) => verdict !== 'valid').map(([file]) => file)).toEqual([
    expect.stringContaining('netlify'),
  ]);
  expect(new Set(issuers.seen.map(({ path }) => path.split('/')[1]))).toEqual(
    new Set(PLAIN_FILES.flatMap(({ host }) => (host === undefined ? [] : [host]))),
  );
  // Vercel's ends an hour from now, by its own word.
  expect(sumOfPlain(found.value.copies, T0)).toEqual({ tokens: 20, soon: 1, dead: 1 });
  const again = await vault.handlers.discover({ projects, check: false });
  expect(again.ok && sumOfPlain(again.value.copies, T0)).toEqual({ tokens: 20, soon: 1, dead: 1 });
});

test('five are taken over and out of their files, and put back byte for byte with their modes', async () => {
  const home = plantPlainHome();
  const { vault, secrets, projects } = await vaultAt(home);
  const before = stateOf(home);
  const wanted = ['gh/hosts.yml', '.npmrc', '.netrc', '.docker/config.json', 'site/.env'];
  const found = await vault.handlers.discover({ projects, check: false });
  if (!found.ok) throw new Error(found.failure.code);
  const ids = found.value.copies.flatMap(({ id, file }) => (wanted.some((each) => file.endsWith(each)) ? [id] : []));
  const took = await vault.handlers.takeOver({ ids, projects, plain: 'remove' });
  if (!took.ok) throw new Error(took.failure.code);
  expect([took.value.kept.length, took.value.removed.length, took.value.left]).toEqual([5, 5, []]);
  for (const { file, value, mode } of PLAIN_FILES.filter((each) => wanted.some((name) => each.file.endsWith(name)))) {
    expect([
      file,
      readFileSync(join(home, file), 'utf8').includes(value),
      statSync(join(home, file)).mode & 0o777,
    ]).toEqual([file, false, mode]);
  }
  const values = [...secrets.entries.values()].map(({ credential }) => credential.access.use((text) => text));
  for (const { file, value } of PLAIN_FILES.filter(({ file: name }) => /gh|npmrc|netrc|\.env/.test(name)))
    expect([file, values.includes(value)]).toEqual([file, true]);

  const back = await vault.handlers.takeBack({});
  expect(back.ok && back.value.back.length).toBe(5);
  expect(stateOf(home)).toEqual(before);
  expect(vault.snapshot().tokens.length).toBe(5);
});

test('a file that was changed since is not put back over, and says so', async () => {
  const home = plantPlainHome();
  const { vault, projects } = await vaultAt(home);
  const found = await vault.handlers.discover({ projects, check: false });
  if (!found.ok) throw new Error(found.failure.code);
  const ids = found.value.copies.flatMap(({ id, file }) => (file.endsWith('.npmrc') ? [id] : []));
  await vault.handlers.takeOver({ ids, projects, plain: 'remove' });
  writeFileSync(join(home, '.npmrc'), 'another=1\n');
  const back = await vault.handlers.takeBack({});
  expect(back.ok ? undefined : back.failure).toMatchObject({ code: 'undo-impossible', why: 'changed' });
  expect(readFileSync(join(home, '.npmrc'), 'utf8')).toBe('another=1\n');
});
