import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ScanReport } from '../../shared/commands/scan.ts';
import { formsIn } from '../support/canary.ts';
import { serveGithub } from '../support/issuers/github.ts';
import { startLab, tk, type Lab, type Ran } from '../support/lab-driver.ts';
import { keep } from '../support/lab-tokens.ts';
import { sarifShape } from '../support/sarif-shape.ts';
import { freshFolder, freshRepository, leakyRepository, lookalikes, madeUpToken } from '../support/leaky-repository.ts';

async function labWith(token: string): Promise<{ readonly lab: Lab; asked(): number }> {
  const [lab, github] = [await startLab(), await serveGithub()];
  onTestFinished(github.close);
  github.tokens.set(token, { login: 'octo', scopes: 'repo' });
  await keep(lab, 'deploy', { host: github.base }, token);
  const before = github.seen.length;
  return { lab, asked: () => github.seen.length - before };
}

const reportOf = (ran: Ran): ScanReport => JSON.parse(ran.stdout) as ScanReport;
const scan = (lab: Lab, ...args: readonly string[]): Promise<Ran> => tk(lab.home, ['scan', '--json', ...args]);

test('our own token is found in every place and way of writing, named, with its state, and nothing is sent', async () => {
  const token = madeUpToken();
  const { lab, asked } = await labWith(token);
  const { root, write } = leakyRepository(token);
  const log = openSync(join(root, 'big.log'), 'w');
  const line = `${'2027-01-01 something happened '.repeat(10)}\n`;
  for (let n = 0; n < 200_000; n += 1) writeSync(log, line);
  writeSync(log, `used ${token} for it\n`);
  closeSync(log);
  write('one-line.js', `${'x = 1; '.repeat(1_000_000)}t="${token}";`);

  const ran = await scan(lab, root, '--history');
  const report = reportOf(ran);
  expect(ran.status).toBe(1);
  expect(new Set(report.sightings.map(({ token: ours }) => ours?.label))).toEqual(new Set(['deploy']));
  expect(new Set(report.sightings.map(({ token: ours }) => ours?.state))).toEqual(new Set(['valid']));
  const places = report.sightings.map(({ place: { file, entry }, form }) => [
    file.replace(`${root}/`, ''),
    entry ?? '',
    form,
  ]);
  for (const place of [
    ['tracked.txt', '', 'plain'],
    ['.env', '', 'plain'],
    ['only-in-history.txt', '', 'plain'],
    ['encoded.yaml', '', 'base64'],
    ['remote.txt', '', 'plain'],
    ['notes.ipynb', '', 'plain'],
    [String.raw`odd\x0aname\xff`, '', 'plain'],
    ['big.log', '', 'plain'],
    ['one-line.js', '', 'plain'],
    ['packed.zip', 'inner/config.ini', 'plain'],
  ]) {
    expect(places).toContainEqual(place);
  }
  expect(places.some(([file]) => file === 'wide.txt')).toBe(true);
  const stashed = report.sightings.find(({ place }) => place.line === 2 && place.file === 'tracked.txt');
  expect(stashed?.place.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(formsIn(ran.stdout + ran.stderr, token)).toEqual([]);
  expect(asked()).toBe(0);

  const table = await tk(lab.home, ['scan', root]);
  expect(table.stdout).toContain('your token deploy, valid');
  expect(formsIn(table.stdout + table.stderr, token)).toEqual([]);
});

test('devices, pipes, loops and 20,000 files do not hold it up', async () => {
  const { lab } = await labWith(madeUpToken());
  const root = freshFolder('many');
  execFileSync('mkfifo', [join(root, 'pipe')]);
  symlinkSync('/dev/random', join(root, 'endless'));
  symlinkSync('.', join(root, 'loop'));
  for (let folder = 0; folder < 20; folder += 1) {
    mkdirSync(join(root, `d${folder}`));
    for (let n = 0; n < 1000; n += 1) writeFileSync(join(root, `d${folder}`, `f${n}`), 'nothing here\n');
  }
  const began = performance.now();
  const ran = await scan(lab, root);
  expect(performance.now() - began).toBeLessThan(12_000);
  expect(ran.status).toBe(0);
  const { files, skipped } = reportOf(ran);
  expect(files).toBe(20_000);
  expect(new Set(skipped.map(({ place, why }) => `${place.replace(`${root}/`, '')}: ${why}`))).toEqual(
    new Set(['endless: link', 'loop: link', 'pipe: not-a-file']),
  );
});

test('ignoring one hides no other, and goes with it where it moves', async () => {
  const { lab } = await labWith(madeUpToken());
  const { root, write } = freshRepository();
  const [known, other] = [madeUpToken(), madeUpToken()];
  write('sample.txt', `token=${known}\n`);
  const all = ['--all-patterns', root] as const;
  const [first] = reportOf(await scan(lab, ...all)).sightings;
  expect(first).toMatchObject({ rule: 'github-pat-classic', place: { line: 1 } });
  write('.tokenkeepignore', '# samples');
  const told = await tk(lab.home, ['scan', ...all, '--ignore', first?.id ?? '']);
  expect([told.status, told.stdout]).toEqual([0, `Ignored from now on, by ${join(root, '.tokenkeepignore')}.\n`]);
  expect((await tk(lab.home, ['scan', ...all, '--ignore', 'nothing'])).status).toBe(2);
  const ignored = await scan(lab, ...all);
  expect([ignored.status, reportOf(ignored).ignored]).toEqual([0, 1]);
  write('sample.txt', `${'\n'.repeat(10)}token=${known}\n`);
  expect((await scan(lab, ...all)).status).toBe(0);
  write('sample.txt', `token=${other}\n`);
  const again = await scan(lab, ...all);
  expect(again.status).toBe(1);
  expect(reportOf(again).sightings).toHaveLength(1);
});

test('before a commit, what is staged is looked at and not the work tree', async () => {
  const token = madeUpToken();
  const { lab } = await labWith(token);
  const { root, git, write } = freshRepository();
  write('a.txt', 'clean\n');
  git('add', '.');
  write('a.txt', `token=${token}\n`);
  expect((await scan(lab, '--staged', root)).status).toBe(0);
  git('add', '.');
  write('a.txt', 'clean again\n');
  const found = await scan(lab, '--staged', root);
  expect(found.status).toBe(1);
  expect(reportOf(found).sightings[0]).toMatchObject({ place: { file: 'a.txt', line: 1 }, token: { label: 'deploy' } });
  expect((await scan(lab, '--staged', freshFolder('no-repository'))).status).toBe(2);
  expect((await scan(lab, join(root, 'absent'))).status).toBe(2);
});

test('a hook stops a commit with one of ours in it, lets others pass, and is taken back to the byte', async () => {
  const token = madeUpToken();
  const { lab } = await labWith(token);
  const { root, git, write } = freshRepository();
  const hook = join(root, '.git', 'hooks', 'pre-commit');
  const mine = '#!/bin/sh\n# mine\nexit 0\n';
  mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
  writeFileSync(hook, mine, { mode: 0o755 });
  const setup = (...args: readonly string[]) =>
    tk(lab.home, ['setup', 'git', '--hook', '--yes', ...args], '', {}, root);
  expect((await setup()).status).toBe(0);
  write('a.txt', `token=${token}\n`);
  git('add', '.');
  expect(() => git('commit', '-m', 'leaks')).toThrow();
  write('a.txt', 'clean\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'clean');
  expect(git('log', '--format=%s')).toBe('clean\n');
  expect((await setup('--undo')).status).toBe(0);
  expect([readFileSync(hook, 'utf8'), statSync(hook).mode & 0o777]).toEqual([mine, 0o755]);
  writeFileSync(hook, '#!/usr/bin/env python3\n');
  expect((await setup()).status).toBe(2);
});

test('what was typed in shells is searched where they keep it', async () => {
  const token = madeUpToken();
  const home = freshFolder('typed');
  writeFileSync(
    join(home, '.zsh_history'),
    `: 1:0;curl -H "Authorization: Bearer ${token}" https://api.example.test\n`,
  );
  const lab = await startLab({ env: { HOME: home } });
  await keep(lab, 'deploy', { host: 'http://127.0.0.1:9' }, token);
  const ran = await scan(lab, '--shell-history');
  expect([ran.status, reportOf(ran).sightings.map(({ place }) => place.file)]).toEqual([
    1,
    [join(home, '.zsh_history')],
  ]);
});

test('what only looks like a token is let be', async () => {
  const { lab } = await labWith(madeUpToken());
  const root = freshFolder('clean');
  lookalikes(root, 5000);
  const ran = await scan(lab, '--all-patterns', root);
  expect(reportOf(ran).sightings.length).toBeLessThanOrEqual(1);
});

test('its answer in SARIF names the rule, the place and the fingerprint', async () => {
  const token = madeUpToken();
  const { lab } = await labWith(token);
  const { root } = leakyRepository(token);
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  write('a b.txt', `\n  ${token}\n`);
  const whole = JSON.parse((await tk(lab.home, ['scan', '--sarif', '--history', '--all-patterns', root])).stdout);
  expect(sarifShape.parse(whole).runs[0]?.results.length).toBeGreaterThan(10);
  expect(JSON.stringify(whole)).toContain('"uri":"odd%0Aname%FF"');
  const ran = await tk(lab.home, ['scan', '--sarif', join(root, 'a b.txt')]);
  const { version, runs } = JSON.parse(ran.stdout) as { version: string; runs: readonly Record<string, unknown>[] };
  expect([ran.status, version]).toEqual([1, '2.1.0']);
  expect(runs[0]).toMatchObject({
    tool: { driver: { name: 'Tokenkeep', rules: [{ id: 'github-pat-classic' }] } },
    results: [
      {
        ruleId: 'github-pat-classic',
        level: 'error',
        partialFingerprints: { 'tokenkeepValue/v1': expect.stringMatching(/^[0-9a-f]{20}$/) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b.txt', uriBaseId: 'ROOT' },
              region: { startLine: 2, startColumn: 3 },
            },
          },
        ],
      },
    ],
  });
  expect(formsIn(ran.stdout, token)).toEqual([]);
});
