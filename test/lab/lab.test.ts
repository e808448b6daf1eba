import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MACHINE_FILE } from '../support/fake-machine.ts';
import { freshHome, startLab } from '../support/lab-driver.ts';
import { iso, keepDated, sinceStart } from '../support/lab-tokens.ts';
import { DAY, HOUR } from '../support/tokens.ts';

const LAB = join(import.meta.dirname, '..', 'support', 'lab.ts');

describe('a line that makes no sense', () => {
  const lines = [
    '',
    'nonsense',
    '[]',
    'null',
    '{}',
    '{"advance":"1"}',
    '{"advance":-1}',
    '{"advance":1,"suspend":1}',
    '{"keyring":"rusty"}',
  ];
  test('is answered with an error, and the next one is obeyed', async () => {
    const lab = await startLab();
    for (const line of [...lines, '{"wall":"tomorrow"}', '{"no-such":true}', '{"fail-write":0}']) {
      expect([line, await lab.send(line)]).toMatchObject([line, { error: expect.any(String) }]);
    }
    expect(await lab.send({ advance: 1500 })).toEqual({ ok: true, wall: '2027-01-01T00:00:01.500Z' });
  });
});

test('options that make no sense are told in a line of usage', () => {
  for (const wrong of [
    [],
    ['--home', ''],
    ['--home', '/nowhere', '--start', 'soon'],
    ['--home', '/nowhere', '--keyring', 'rusty'],
  ]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, [LAB, ...wrong], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^usage: lab /);
  }
});

describe('the clocks', () => {
  test('move as told: running on, asleep, and set by hand', async () => {
    const lab = await startLab();
    await lab.send({ advance: HOUR });
    await lab.send({ suspend: DAY });
    expect(sinceStart((await lab.report()).wall)).toBe(DAY + HOUR);
    await lab.send({ wall: '2026-12-31T23:00:00Z' });
    expect((await lab.report()).wall).toBe('2026-12-31T23:00:00Z');
  });
});

test('a lab that was killed starts again with all that it kept', async () => {
  const home = freshHome();
  const first = await startLab({ home });
  await keepDated(first, 'kept', iso(30 * DAY));
  await first.kill();
  const second = await startLab({ home });
  expect((await second.get('list', {})).tokens).toMatchObject([
    { token: { label: 'kept' }, status: { kind: 'unchecked' } },
  ]);
  expect((await second.get('get', { token: 'kept' })).value).toMatch(/^ghp_0+1$/);
  expect(statSync(join(home, MACHINE_FILE)).mode & 0o777).toBe(0o600);
});

test('a second lab on the same home says that the vault is in use', async () => {
  const lab = await startLab();
  const { status, stderr } = spawnSync(process.execPath, [LAB, '--home', lab.home], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(`process ${lab.pid}`);
});
