import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { ScanReport } from '../../shared/commands/scan.ts';
import { formsIn } from '../support/canary.ts';
import { gitlabValue, serveGitlab, type Gitlab } from '../support/issuers/gitlab.ts';
import { serveGithub } from '../support/issuers/github.ts';
import { startLab, tk, type Lab } from '../support/lab-driver.ts';
import { keep } from '../support/lab-tokens.ts';
import { freshRepository, madeUpToken, type Repository } from '../support/leaky-repository.ts';

const old = gitlabValue(1);

/** A token that a deployment reads from a file, and that somebody has committed. */
async function aLeak(): Promise<{ lab: Lab; gitlab: Gitlab; repository: Repository }> {
  const [lab, gitlab] = [await startLab(), await serveGitlab()];
  onTestFinished(gitlab.close);
  gitlab.tokens.set(old, { userId: 7, scopes: ['api'], expiresAt: '2027-06-30' });
  const repository = freshRepository();
  const { root, git, write } = repository;
  write('.env', `# of the deployment\nGITLAB_TOKEN=${old}\nPORT=80\n`);
  write('.gitignore', '.env\n');
  write('notes.md', `use ${old}\n`);
  git('add', '.');
  git('commit', '--quiet', '-m', 'notes');
  write('notes.md', 'use the token\n');
  git('commit', '--quiet', '-am', 'taken out again');
  const targets = [`env:${join(root, '.env')}#GITLAB_TOKEN`];
  await keep(lab, 'ci', { host: gitlab.base, consumers: ['deploy'], targets }, old);
  return { lab, gitlab, repository };
}

test('a leak is found, ended, proven and written down within ten seconds, with no byte of either value', async () => {
  const { lab, gitlab, repository } = await aLeak();
  const { root, git } = repository;
  const head = git('rev-parse', 'HEAD');
  const began = performance.now();

  const found = await tk(lab.home, ['scan', root, '--history', '--json']);
  const { sightings } = JSON.parse(found.stdout) as ScanReport;
  expect([found.status, new Set(sightings.map(({ token }) => `${token?.label} ${token?.state}`))]).toEqual([
    1,
    new Set(['ci valid']),
  ]);
  expect(sightings.map(({ place }) => place.file.replace(`${root}/`, ''))).toEqual(
    expect.arrayContaining(['.env', 'notes.md']),
  );

  expect((await tk(lab.home, ['leaked', 'ci', '--in', root, '--history', '--non-interactive'])).status).toBe(4);
  expect([...gitlab.tokens.keys()]).toEqual([old]);
  const ended = await tk(lab.home, ['leaked', 'ci', '--in', root, '--history', '--yes', '--json']);
  const tookMs = performance.now() - began;
  const report = JSON.parse(ended.stdout) as LeakReport;
  const fresh = gitlabValue(2);

  expect(ended.status).toBe(0);
  expect(report).toMatchObject({
    act: 'rotated',
    old: { state: 'dead', evidence: { status: 401 } },
    fresh: 'valid',
    consumers: ['deploy'],
  });
  expect(gitlab.tokens.get(old)?.state).toBe('revoked');
  expect(readFileSync(join(root, '.env'), 'utf8')).toBe(`# of the deployment\nGITLAB_TOKEN=${fresh}\nPORT=80\n`);
  expect(report.places.map(({ place, token }) => [place.file, token?.earlier, place.commit?.length])).toEqual([
    ['notes.md', true, 40],
  ]);
  expect(report.commands.join('\n')).toContain('filter-repo');
  expect(git('rev-parse', 'HEAD')).toBe(head);
  const file = report.file ?? '';
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const audit = await tk(lab.home, ['audit', '--json']);
  expect(audit.stdout).toContain('rotated; old value dead by GET');
  for (const value of [old, fresh])
    expect(
      formsIn([ended.stdout, ended.stderr, found.stdout, readFileSync(file, 'utf8'), audit.stdout].join('\n'), value),
    ).toEqual([]);
  expect(tookMs).toBeLessThan(10_000);
});

test('where its issuer makes no new value it is revoked, and the value that is kept no more is still found', async () => {
  const [lab, github] = [await startLab(), await serveGithub()];
  onTestFinished(github.close);
  const value = madeUpToken();
  github.tokens.set(value, { login: 'octo', scopes: 'repo' });
  await keep(lab, 'bot', { host: github.base }, value);
  const { root } = freshRepository();
  writeFileSync(join(root, 'notes.md'), `use ${value}\n`);
  const ended = await tk(lab.home, ['leaked', 'bot', '--in', root, '--yes', '--json']);
  const report = JSON.parse(ended.stdout) as LeakReport;
  expect(report).toMatchObject({ act: 'revoked', old: { state: 'dead', evidence: { status: 401 } } });
  expect(report.places.map(({ place }) => place.file)).toEqual([join(root, 'notes.md')]);
  expect(formsIn(ended.stdout + ended.stderr, value)).toEqual([]);
});
