import { rmSync } from 'node:fs';
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshHome, githubToken, startAgent, tokenkeepAt, type Agent } from './run-tokenkeep.ts';

const home = freshHome();
const tokenkeep = tokenkeepAt(home);
let agent: Agent;
beforeAll(async () => void (agent = await startAgent(home)));
afterAll(async () => {
  await agent.stop();
  rmSync(home, { recursive: true });
});

// Nobody is asked after these: a kind with no check.
const add = (name: string, stdin: string | Buffer, ...more: string[]) =>
  tokenkeep(['add', name, '--provider', 'other', '--expires', 'never', '--owner', 'me', ...more], { stdin });
const T = githubToken(0);

describe('a token is cleaned of what surrounds it, and that is said', () => {
  test.each([
    ['line end', `${T}\n`, 'a line end'],
    ['Windows line end', `${T}\r\n`, 'a line end'],
    ['spaces', ` ${T} `, 'spaces around it'],
    ['double quotes', `"${T}"`, 'quotes around it'],
    ['single quotes', `'${T}'`, 'quotes around it'],
    ['bearer', `Bearer ${T}`, 'the word before it'],
    ['header', `Authorization: Bearer ${T}`, 'the header name, the word before it'],
    ['assignment', `export GITHUB_TOKEN=${T}`, 'the variable name'],
    ['byte order mark', `\uFEFF${T}`, 'a byte order mark'],
  ])('%s', async (name, paste, cleaned) => {
    const added = await add(name, paste);
    expect(added.status).toBe(0);
    for (const each of cleaned.split(', ')) expect(added.stderr).toContain(each);
    expect((await tokenkeep(['get', name])).stdout).toBe(`${T}\n`);
  });

  test('in JSON too, with the guess and the duplicate', async () => {
    const [first, second] = [await add('clean', githubToken(1)), await add('again', `${githubToken(1)}\n`, '--json')];
    expect(first.stderr).not.toContain('no part of the value');
    expect(JSON.parse(second.stdout)).toMatchObject({
      name: 'again',
      cleaned: ['line-end'],
      duplicateOf: 'clean',
      guesses: [{ provider: 'github', confidence: 'high' }, expect.anything()],
    });
    expect(second.stderr).toContain('tokenkeep: warning: the same value is kept already as clean\n');
  });
});

describe('what is doubtful is not stored where nobody can be asked', () => {
  test.each([
    ['a zero-width space inside', `ghp_0000\u200b${'0'.repeat(32)}`, 'a hidden character at position 9'],
    ['two lines', `ghp_0000\n${'0'.repeat(32)}`, 'a line break at position 9'],
    ['two tokens', `${githubToken(0)} ${githubToken(1)}`, 'the paste holds 2 different tokens'],
    ['blanks', ' \n\t ', 'nothing in it but blanks'],
    ['nothing', '', 'nothing in it but blanks'],
    ['too much', 'x'.repeat(65_537), 'longer than 65536 characters'],
    ['bytes that are no text', Buffer.from([0x67, 0xff, 0xfe]), 'it must be text in UTF-8'],
  ])('%s', async (name, paste, said) => {
    const added = await add(name, paste);
    expect(added).toMatchObject({ stdout: '', stderr: expect.stringContaining(said) });
    expect(added.status).toBe(name.startsWith('bytes') ? 2 : 1);
    expect((await tokenkeep(['show', name])).status).toBe(3);
  });

  test('the hint says how to keep it all the same, and then every byte is kept', async () => {
    const bytes = ` "${T}"\u200b\n `;
    const doubted = await add('exact', `ghp_0000\u200b${'0'.repeat(32)}`);
    expect(doubted.stderr).toContain('hint: copy it again, or add --exact to keep the bytes as they are');
    expect((await add('exact', bytes, '--exact')).status).toBe(0);
    expect((await tokenkeep(['get', 'exact', '--raw'])).stdout).toBe(bytes);
  });
});

test('further fields are read after the value, a line each, and are shown by name only', async () => {
  const lines = `${T}\nid-${'1'.repeat(8)}\nsecret-${'2'.repeat(8)}\n`;
  const options = ['add', 'with fields', '--provider', 'other', '--field', 'client-id', '--field', 'client-secret'];
  const added = await tokenkeep([...options, '--json'], { stdin: lines });
  expect(JSON.parse(added.stdout)).toMatchObject({ fields: ['client-id', 'client-secret'] });
  expect(added.stdout + added.stderr).not.toMatch(/1{8}|2{8}|0{8}/);
  const short = await tokenkeep([...options, '--json'], { stdin: T });
  expect(short).toMatchObject({ status: 2, stdout: '' });
  expect(short.stderr).toContain('the value, then one line for each --field on standard input');
});

test('a value never shows: not among the arguments or variables of any process, not in a file, not on stderr', async () => {
  const canary = `ghp_${'7'.repeat(36)}`;
  const seen: string[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      seen.push(...processes());
      await new Promise(setImmediate);
    }
  })();
  const added = await add('canary', canary);
  const copied = await tokenkeep(['get', 'canary', 'nonsense']);
  isOver = true;
  await watching;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.join('\n')).not.toContain('7'.repeat(36));
  expect(added.stdout + added.stderr + copied.stderr).not.toContain('7'.repeat(36));
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files) {
    expect(readFileSync(`${parentPath}/${name}`, 'utf8')).not.toMatch(/7{36}|Nzc3Nzc3Nzc3/);
  }
});

/** Arguments and environment of each process that we may see. */
function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => ['cmdline', 'environ'].map((file) => read(`/proc/${pid}/${file}`)));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
