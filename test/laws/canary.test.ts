import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, formsIn, formsOf, freshCanary } from '../support/canary.ts';
import { searchFor, watched, type Search } from '../support/canary-search.ts';
import { startCountingIssuer } from '../support/counting-issuer.ts';
import { MACHINE_FILE } from '../support/fake-machine.ts';
import { freshHome, startLab, tk, type Lab, type Ran } from '../support/lab-driver.ts';

describe('the search', () => {
  const value = freshCanary('search');
  test('finds each form of a value within something longer', () => {
    for (const [form, bytes] of formsOf(value)) {
      expect(formsIn(Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]), value)).toContain(form);
    }
    for (const before of ['', 'a', 'ab', 'abc']) {
      expect(formsIn(Buffer.from(`${before}${value}zzz`).toString('base64'), value)).not.toEqual([]);
    }
  });
});

test(
  'no value reaches a file, a log, the audit, the picture, an error, an argument or an environment',
  { timeout: 180_000 },
  async () => {
    const [first, second, third, field] = ['first', 'second', 'third', 'field'].map(freshCanary);
    const values = [first, second, third, field].map(String);
    const search = searchFor(values);
    const home = freshHome();
    const temporary = join(freshHome(), 'tmp');
    mkdirSync(temporary);
    const env = { TMPDIR: temporary, DBUS_SESSION_BUS_ADDRESS: `unix:path=${temporary}/no-bus` };
    // An issuer that gives a token back in every place that it can.
    const issuer = await startCountingIssuer(({ authorization }) => ({
      status: 401,
      headers: { 'x-echo': authorization, 'www-authenticate': `Bearer error="${authorization}"` },
      body: { message: authorization, error: authorization, error_description: authorization },
    }));
    const lab = await startLab({ home, env });
    const run = async (args: readonly string[], stdin = '', tells = false): Promise<Ran> => {
      const ran = await watched(search, tk(home, args, stdin, env));
      if (!tells) search.look(`stdout of ${args[0]}`, ran.stdout);
      search.look(`stderr of ${args[0]}`, ran.stderr);
      return ran;
    };
    const drawn = async (): Promise<void> => search.look('the picture', JSON.stringify(await lab.snapshot()));

    expect((await run(['add', 'plain', '--provider', 'other', '--expires', '2027-01-20'], first)).status).toBe(0);
    expect((await run(['add', 'again', '--provider', 'other'], first)).status).toBe(0);
    const fields = ['--field', 'client-id', '--field', 'client-secret'];
    await run(['add', 'oauth', '--provider', 'oauth2', '--host', issuer.host, ...fields], `${third}\nid\n${field}`);
    await run(['add', 'github', '--provider', 'github', '--host', issuer.host, '--json'], second);
    await drawn();
    await run(['replace', 'plain'], second);
    await run(['check', '--all', '--json']);
    await run(['check', 'github']);
    const got = await run(['get', 'plain'], '', true);
    expect(got.stdout.trim()).toBe(second);
    await run(['copy', 'plain']);
    await drawn();
    await useDoorsWrongly(lab, values, search);
    await lab.send({ advance: 60_000 });
    for (const args of [
      ['list', '--json'],
      ['show', 'github'],
      ['notices'],
      ['audit', '--json'],
      ['doctor'],
      ['forget', 'again'],
    ])
      await run(args);
    await lab.send({ keyring: 'fail-write:1' });
    await run(['replace', 'plain'], third);
    await lab.send({ keyring: 'hang' });
    await run(['replace', 'plain'], third);
    search.look('complaints of the lab', lab.complaints());
    await lab.kill();
    // With nothing running, the command line opens the vault itself, and finds no keyring.
    await run(['add', 'headless', '--provider', 'other'], third);

    expect(issuer.heard.length).toBeGreaterThan(2);
    const files = [...filesBelow(home), ...filesBelow(temporary)];
    for (const path of files.filter((name) => basename(name) !== MACHINE_FILE)) search.look(path, readFileSync(path));
    expect(files.some((path) => path.includes('/logs/'))).toBe(true);
    expect(files.some((path) => path.includes('/audit/'))).toBe(true);
    expect(search.found).toEqual([]);
    // Where values may be, they are found: the search does see.
    expect(formsIn(readFileSync(join(home, MACHINE_FILE)), second ?? '')).not.toEqual([]);
  },
);

/** Values where none belongs: what is refused is not repeated. */
async function useDoorsWrongly(lab: Lab, values: readonly string[], search: Search): Promise<void> {
  for (const value of values) {
    const wrong = [
      await lab.ask('add', { label: 'x\ny', pasted: { kind: 'value', text: value } }),
      await lab.ask('add', { label: 'wrong', pasted: { kind: 'value', text: `${value}\u200b${value}` } }),
      await lab.ask('add', { label: 'wrong', pasted: { kind: 'value', text: `${value}\n${value}x` } }),
      await lab.ask('add', {
        label: 'wrong',
        provider: 'oauth2',
        pasted: { kind: 'value', text: value },
        fields: { [value]: 1 } as never,
      }),
    ];
    search.look('a refusal', JSON.stringify(wrong));
    expect(wrong.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  }
}
