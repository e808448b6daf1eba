import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainFiles } from '../../main/adapters/plain-files.ts';
import { freshFolder, madeUpToken } from '../support/leaky-repository.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { aVault } from './a-vault.ts';

/** A vault beside one real file. */
function beside(name: string, text: string) {
  const file = join(freshFolder('import'), name);
  writeFileSync(file, text);
  const { vault } = aVault(undefined, undefined, {}, { elsewhere: { ...nothingElsewhere, files: plainFiles } });
  return { file, handlers: vault.handlers, labels: () => vault.snapshot().tokens.map(({ token }) => token.label) };
}

test('of a table that does not say what is what its headings are told, and a value in their place is not', async () => {
  const value = madeUpToken();
  const { file, handlers } = beside(
    't.csv',
    `Service;x,Geheim,${value},a heading that is longer than any heading is\n1,2,3,4\n`,
  );
  const asked = await handlers.importPreview({ file });
  expect(asked.ok ? undefined : asked.failure).toEqual({
    code: 'import-unreadable',
    file,
    why: 'columns-needed',
    columns: ['service;x', 'geheim'],
  });
});

test('the file goes only while it is what was shown, and what was imported stays', async () => {
  const { file, handlers, labels } = beside('.env', `API=${madeUpToken()}\n`);
  const shown = await handlers.importPreview({ file });
  if (!shown.ok) throw new Error(shown.failure.code);
  const { mark } = shown.value;
  expect(await handlers.importFile({ file, mark })).toMatchObject({ ok: true });
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, `${before}MORE=1\n`);
  expect(await handlers.importRemove({ file, mark })).toEqual({ ok: false, failure: { code: 'import-changed', file } });
  writeFileSync(file, before);
  expect(await handlers.importRemove({ file, mark })).toEqual({ ok: true, value: { file } });
  expect([existsSync(file), labels()]).toEqual([false, ['API']]);
});

test('what git and docker keep is known to be theirs, so that they can ask for it here', async () => {
  const { file, handlers } = beside('.git-credentials', `https://me:${madeUpToken()}@git.example.test:8443\n`);
  const shown = await handlers.importPreview({ file });
  if (!shown.ok) throw new Error(shown.failure.code);
  const taken = await handlers.importFile({ file, mark: shown.value.mark });
  if (!taken.ok) throw new Error(taken.failure.code);
  const token = handlers.edit({ token: taken.value.imported[0]?.id ?? '' });
  expect(await token).toMatchObject({
    value: { token: { logins: [{ tool: 'git', server: 'https://git.example.test:8443', username: 'me' }] } },
  });
});
