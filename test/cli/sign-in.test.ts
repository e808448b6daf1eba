import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { filesBelow, formsIn } from '../support/canary.ts';
import { visit } from '../support/issuers/person.ts';
import { serveSignIn, type SignInIssuer } from '../support/issuers/sign-in-issuer.ts';
import { homeOfTest, startAgent, tokenkeepAt, type Ran } from './run-tokenkeep.ts';

let issuer: SignInIssuer;
beforeAll(async () => {
  issuer = await serveSignIn();
});
afterAll(() => issuer.close());

const add = (name: string, ...more: string[]) => ['add', name, '--sign-in', '--issuer', issuer.base, ...more];
const byApp = (name: string, ...more: string[]) =>
  add(name, '--client-id', issuer.app, '--scope', 'openid', '--scope', 'offline_access', ...more);

/** What the command says on stderr, as soon as it matches. */
function told(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (part) => {
      text += String(part);
      const match = pattern.exec(text);
      if (match !== null) resolve(match);
    });
    child.on('close', () => reject(new Error(`ended with: ${text}`)));
  });
}

/** Runs a sign-in; `person` is given what it says. */
async function signIn(
  home: string,
  args: readonly string[],
  person: (match: RegExpExecArray, child: ChildProcess) => unknown,
  pattern = /open (http\S+) in a browser/,
): Promise<Ran> {
  let acting: Promise<unknown> = Promise.resolve();
  const ran = await tokenkeepAt(home)(args, {
    onStart: (child) => {
      acting = told(child, pattern).then((match) => person(match, child));
    },
  });
  await acting;
  return ran;
}

const page = ([, url = '']: RegExpExecArray) => visit(url);

describe('with no app running', () => {
  test('a person signs in by browser; the token is kept, refreshable, and nobody stays behind', async () => {
    const home = homeOfTest();
    const ran = await signIn(home, ['--json', ...byApp('work', '--owner', 'me')], page);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ name: 'work', provider: 'oauth2', owner: 'me', renews: 'refresh' });
    expect(readdirSync(home).filter((name) => name.includes('lock'))).toEqual([]);
    expect((await tokenkeepAt(home)(['get', 'work'])).stdout).toMatch(/^[\w-]{20,}\n$/);
  });

  test('other commands are answered while the person is away', async () => {
    const home = homeOfTest();
    const ran = await signIn(home, byApp('work'), async (match) => {
      expect((await tokenkeepAt(home)(['list'])).status).toBe(0);
      await page(match);
    });
    expect(ran).toMatchObject({ status: 0, stdout: expect.stringContaining('Signed in and kept as work.') });
  });

  test('Ctrl-C ends the sign-in; nothing is kept, no port and no process stays', async () => {
    const home = homeOfTest();
    let uri = '';
    const ran = await signIn(home, byApp('work'), ([, url = ''], child) => {
      uri = new URL(url).searchParams.get('redirect_uri') ?? '';
      child.kill('SIGINT');
    });
    expect([ran.status, ran.stdout]).toEqual([null, '']);
    expect((await tokenkeepAt(home)(['list'])).stdout).toBe('');
    await expect(fetch(uri)).rejects.toThrow();
    await expect.poll(() => readdirSync(home).filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('a killed command takes along what it started', async () => {
    const home = homeOfTest();
    await signIn(home, byApp('work'), (_match, child) => child.kill('SIGKILL'));
    await expect.poll(() => readdirSync(home).filter((name) => name.includes('lock')), { timeout: 10_000 }).toEqual([]);
  });

  test('a client signs itself in with a secret from standard input', async () => {
    const home = homeOfTest();
    const { id, secret } = issuer.machine;
    const args = add('robot', '--client-credentials', '--client-id', id, '--field', 'client-secret');
    const ran = await tokenkeepAt(home)(args, { stdin: `${secret}\n` });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const wrong = await tokenkeepAt(home)([...args.slice(0, 1), 'other', ...args.slice(2)], { stdin: 'wrong\n' });
    expect(wrong).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('(invalid_client)') });
  });
});

describe('with an agent running', () => {
  test(
    'a code is typed elsewhere; a second sign-in for the account waits for nobody',
    { timeout: 60_000 },
    async () => {
      const home = homeOfTest();
      onTestFinished((await startAgent(home)).stop);
      const args = byApp('work', '--device');
      const ran = await signIn(
        home,
        args,
        async ([, uri = '', code = '']) => {
          const second = await tokenkeepAt(home)(args);
          expect(second).toMatchObject({ status: 1, stderr: expect.stringContaining('open already') });
          await visit(uri, { types: { user_code: code } });
        },
        /open (http\S+) and type the code (\S+)/,
      );
      expect(ran.status).toBe(0);
    },
  );

  test('a token is signed in again by its name alone; what passed through is in no file but the keychain', async () => {
    const home = homeOfTest();
    onTestFinished((await startAgent(home)).stop);
    const secrets: string[] = [];
    const person = async ([, url = '']: RegExpExecArray) => {
      const seen = await visit(url);
      const came = new URL(seen.url).searchParams;
      secrets.push(
        came.get('code') ?? '',
        came.get('state') ?? '',
        new URL(url).searchParams.get('code_challenge') ?? '',
      );
    };
    expect((await signIn(home, byApp('work'), person)).status).toBe(0);
    secrets.push((await tokenkeepAt(home)(['get', 'work', '--raw'])).stdout);
    expect((await signIn(home, ['add', 'work', '--sign-in', '--again'], person)).status).toBe(0);
    secrets.push((await tokenkeepAt(home)(['get', 'work', '--raw'])).stdout);
    expect(new Set(secrets).size).toBe(8);
    for (const file of filesBelow(home)) {
      const bytes = readFileSync(file);
      for (const secret of secrets) expect([file, ...formsIn(bytes, secret)]).toEqual([file]);
    }
  });

  test('a refusal is told, and nothing is kept', async () => {
    const home = homeOfTest();
    onTestFinished((await startAgent(home)).stop);
    const ran = await signIn(home, byApp('work'), ([, url = '']) => visit(url, { refuses: true }));
    expect(ran).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('(access_denied)') });
    expect((await tokenkeepAt(home)(['show', 'work'])).status).toBe(3);
  });
});
