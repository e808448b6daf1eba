import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Discovered, PlainCopy } from '../../shared/commands/discover.ts';
import { formsIn } from '../support/canary.ts';
import { startLab, tk, type Ran } from '../support/lab-driver.ts';
import { freshFolder } from '../support/leaky-repository.ts';

const value = `made-up-${'0'.repeat(24)}`;

/** A person whose git keeps a password in plain text. */
async function aPerson() {
  const home = freshFolder('person');
  const file = join(home, '.git-credentials');
  writeFileSync(file, `https://me:${value}@git.example.test\n`, { mode: 0o640 });
  writeFileSync(join(home, '.gitconfig'), '[credential]\n\thelper = store\n');
  const env = { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GIT_CONFIG_GLOBAL: undefined };
  const lab = await startLab({ env });
  const run = (...args: readonly string[]): Promise<Ran> => tk(lab.home, ['discover', ...args], '', env);
  const fill = (): string =>
    execFileSync('git', ['credential', 'fill'], {
      env: { ...process.env, ...env, GIT_TERMINAL_PROMPT: '0' },
      input: 'protocol=https\nhost=git.example.test\n\n',
      encoding: 'utf8',
    });
  return { file, run, fill };
}

const copyIn = (ran: Ran): PlainCopy => {
  const [copy] = (JSON.parse(ran.stdout) as Discovered).copies;
  if (copy === undefined) throw new Error('nothing was found');
  return copy;
};

test('what git keeps in plain text is taken over, git asks here in its stead, and all of it can be put back', async () => {
  const { file, run, fill } = await aPerson();
  const before = [readFileSync(file, 'hex'), statSync(file).mode];
  const found = await run('--json');
  const copy = copyIn(found);
  expect(copy).toMatchObject({ file, keeper: 'git', mode: 0o640, isMine: true });
  expect(found.stderr).toContain('1 token lies in plain text in 1 file on this machine');

  const took = await run('--take', copy.id, '--remove', '--helpers', '--yes');
  expect(took.status).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain(value);
  expect(fill()).toContain(`username=me\npassword=${value}\n`);

  expect((await run('--undo')).status).toBe(0);
  expect([readFileSync(file, 'hex'), statSync(file).mode]).toEqual(before);
  expect(formsIn([found.stdout, found.stderr, took.stdout, took.stderr].join('\n'), value)).toEqual([]);
});
