import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { gitlabValue, serveGitlab } from '../support/issuers/gitlab.ts';
import { freshHome, startLab, tk } from '../support/lab-driver.ts';

test('a rotation is told before it is done, done once it is wanted, and written where it is used', async () => {
  const issuer = await serveGitlab();
  onTestFinished(issuer.close);
  issuer.tokens.set(gitlabValue(1), { userId: 7, scopes: ['api'], expiresAt: '2027-12-01' });
  const home = freshHome();
  const env = join(home, 'project.env');
  writeFileSync(env, 'A=1\nTOKEN=old # ours\n');
  const lab = await startLab({ home });
  const keep = ['add', 'ci', '--host', issuer.base, '--consumer', 'nightly', '--target', `env:${env}#TOKEN`];
  expect(
    await tk(home, [...keep, '--rotate-every', '30 2 1 * *', '--zone', 'Europe/Berlin'], gitlabValue(1)),
  ).toMatchObject({ status: 0 });

  const preview = await tk(home, ['rotate', 'ci', '--preview']);
  expect(preview.stdout).toContain('The old value stops working in the same moment.');
  expect(preview.stdout).toContain('Used by nightly.');
  expect(preview.stdout).toContain(`Then written to env:${env}#TOKEN.`);
  expect(await tk(home, ['rotate', 'ci'])).toMatchObject({
    status: 4,
    stdout: '',
    stderr: expect.stringContaining('--yes'),
  });
  expect(issuer.seen.some(({ method }) => method === 'POST')).toBe(false);

  expect(await tk(home, ['rotate', 'ci', '--yes'])).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(env, 'utf8')).toBe(`A=1\nTOKEN=${gitlabValue(2)} # ours\n`);
  expect(await tk(home, ['get', 'ci', '--raw'])).toMatchObject({ stdout: gitlabValue(2) });
  const sheet = await tk(home, ['show', 'ci']);
  expect(sheet.stdout).toContain('30 2 1 * * in Europe/Berlin');
  expect(await tk(home, ['undo', 'ci'])).toMatchObject({ status: 1, stdout: '' });
  await lab.end();
});

test('a schedule that makes no sense is refused, saying what is needed', async () => {
  const home = freshHome();
  const lab = await startLab({ home });
  await lab.get('add', { label: 'ci', pasted: { kind: 'value', text: gitlabValue(1) } });
  const refused = (...options: string[]) => tk(home, ['edit', 'ci', ...options]);
  expect(await refused('--rotate-every', '5m')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('an hour or more'),
  });
  expect(await refused('--rotate-every', '0 0 1 * *', '--zone', 'Mars')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Europe/Berlin'),
  });
  expect(await refused('--target', 'env:relative#A')).toMatchObject({ status: 2 });
  expect(await refused('--rotate-every', 'never')).toMatchObject({ status: 0 });
  await lab.end();
});
