import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportReport } from '../../shared/commands/import.ts';
import { formsIn } from '../support/canary.ts';
import { startLab, tk, type Lab, type Ran } from '../support/lab-driver.ts';
import { freshFolder, freshRepository, madeUpToken } from '../support/leaky-repository.ts';

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const reportOf = (ran: Ran): ImportReport => JSON.parse(ran.stdout) as ImportReport;
const valueOf = async (lab: Lab, name: string): Promise<string> => (await tk(lab.home, ['get', '--raw', name])).stdout;

const VARIABLES = [
  '\uFEFF# settings',
  'A=plain',
  'B="with # hash"',
  "C='sq $HOME'",
  String.raw`D="line1\nline2"`,
  'M="first',
  'second"',
  'E=$A',
  'export F=x',
  'G=',
  'H=a=b==',
  'TWICE=one',
  'TWICE=two',
  'BAD-KEY=v',
  'LAST=end',
].join('\r\n');

test('a file of variables is imported as it stands, and left as it was', async () => {
  const [lab, { root, write }] = [await startLab(), freshRepository()];
  write('.env', VARIABLES);
  const file = join(root, '.env');
  const before = [digest(file), statSync(file).mtimeMs, statSync(file).mode];

  const preview = await tk(lab.home, ['import', file, '--preview']);
  expect([preview.status, (await lab.snapshot()).tokens]).toEqual([0, []]);
  expect(preview.stdout).toMatch(/G\s+0 characters\s+empty, left out/);
  expect((await tk(lab.home, ['import', file, '--non-interactive'])).status).toBe(4);

  const ran = await tk(lab.home, ['import', file, '--yes', '--json']);
  expect(ran.status).toBe(0);
  const { imported, left, kind } = reportOf(ran);
  expect([kind, imported.map(({ name }) => name)]).toEqual([
    'dotenv',
    ['A', 'B', 'C', 'D', 'M', 'E', 'F', 'H', 'TWICE', 'LAST'],
  ]);
  expect(left).toEqual([
    { name: 'G', why: 'empty' },
    { name: 'TWICE', why: 'overruled' },
    { name: 'BAD-KEY', why: 'bad-name' },
  ]);
  expect(ran.stderr).toContain('warning: E: it names a variable, which is not put in its place');
  expect(ran.stderr).toContain('git does not ignore it');
  const wanted = {
    A: 'plain',
    B: 'with # hash',
    C: 'sq $HOME',
    D: 'line1\nline2',
    M: 'first\nsecond',
    E: '$A',
    F: 'x',
    H: 'a=b==',
    TWICE: 'two',
    LAST: 'end',
  };
  for (const [name, value] of Object.entries(wanted)) expect([name, await valueOf(lab, name)]).toEqual([name, value]);
  expect([digest(file), statSync(file).mtimeMs, statSync(file).mode]).toEqual(before);

  const again = await tk(lab.home, ['import', file, '--yes', '--json']);
  expect(reportOf(again).imported).toEqual([]);
  expect(again.stderr).toContain('there is nothing new in it');
});

test('an export asks, is for its owner alone and written down, and imports as the same map', async () => {
  const [lab, other, folder] = [await startLab(), await startLab(), freshFolder('export')];
  const token = madeUpToken();
  const values: Record<string, string> = { 'github-ci': token, PLAIN: 'x', 'odd one': `a'b"c$d\nend\\` };
  for (const [label, text] of Object.entries(values))
    await lab.get('add', { label, pasted: { kind: 'value', text, exact: true } });
  const out = join(folder, 'all.env');

  const unsure = await tk(lab.home, ['export', '--out', out]);
  expect([unsure.status, unsure.stdout, existsSync(out)]).toEqual([4, '', false]);
  const exported = await tk(lab.home, ['export', '--out', out, '--yes']);
  expect([exported.status, exported.stdout]).toEqual([0, '']);
  expect(formsIn(exported.stderr, token)).toEqual([]);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect((await tk(lab.home, ['export', '--out', out, '--yes'])).status).toBe(1);
  const audit = await tk(lab.home, ['audit', '--json']);
  const acts = (JSON.parse(audit.stdout) as readonly { act: string; label: string }[]).filter(
    ({ act }) => act === 'export',
  );
  expect(new Set(acts.map(({ label }) => label))).toEqual(new Set(Object.keys(values)));

  const imported = await tk(other.home, ['import', out, '--yes', '--json']);
  expect(imported.status).toBe(0);
  for (const [name, value] of Object.entries(values)) expect([name, await valueOf(other, name)]).toEqual([name, value]);
});

test('what other programs keep comes in with its kind, and the same value only once', async () => {
  const [lab, folder] = [await startLab(), freshFolder('tools')];
  const token = madeUpToken();
  const csv = join(folder, 'passwords.csv');
  writeFileSync(
    csv,
    `"Group","Title","Username","Password","URL","Notes"\nRoot,CI,octo,${token},https://github.com,\nRoot,Copy,octo,${token},,\nRoot,Mail,me,hunter2hunter2,,\n`,
    { mode: 0o644 },
  );
  const ran = await tk(lab.home, ['import', csv, '--yes', '--json', '--tokens-only']);
  const { kind, imported, left } = reportOf(ran);
  expect([kind, imported.map(({ name }) => name)]).toEqual(['keepassxc-csv', ['CI']]);
  expect(left.map(({ name }) => name)).toEqual(['Copy', 'Mail']);
  expect(ran.stderr).toContain('others than you may read');
  expect((await lab.get('show', { token: 'CI' })).token).toMatchObject({
    provider: 'github',
    kind: 'github-pat-classic',
  });
  expect(formsIn(ran.stdout + ran.stderr, token)).toEqual([]);

  for (const [args, status] of [
    [['import', join(folder, 'absent.env')], 1],
    [['import', folder], 1],
    [['import', csv, '--from', 'nonsense'], 2],
    [['import', csv, '--from', 'kdbx'], 1],
  ] as const)
    expect([args, (await tk(lab.home, args)).status]).toEqual([args, status]);
});
