import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withValue, type FileTarget } from '../../main/adapters/target-text.ts';
import { createTargets } from '../../main/adapters/targets.ts';
import { Secret } from '../../main/domain/secret.ts';
import { readTarget, targetWords } from '../../shared/target.ts';

const VALUE = `ghp_${'0'.repeat(36)}`;
const file = '/f';
type Case = readonly [string, FileTarget, string, string | undefined];

describe('a value in its place, with all else as it was', () => {
  const cases: readonly Case[] = [
    ['.env', { kind: 'env', file, key: 'A' }, '# hi\nB=1\nA=old # why\n', `# hi\nB=1\nA=${VALUE} # why\n`],
    [
      '.env in quotes and exported',
      { kind: 'env', file, key: 'A' },
      'export A="o#\\"ld"\r\nB=2\r\n',
      `export A=${VALUE}\r\nB=2\r\n`,
    ],
    ['.env that has two', { kind: 'env', file, key: 'A' }, 'A=1\nA=2\n', `A=1\nA=${VALUE}\n`],
    ['.env that lacks it', { kind: 'env', file, key: 'A' }, 'AB=1', `AB=1\nA=${VALUE}\n`],
    ['.env and a name that ends alike', { kind: 'env', file, key: 'A' }, 'BA=1\n', `BA=1\nA=${VALUE}\n`],
    [
      '.npmrc',
      { kind: 'npmrc', file, key: '//r.example/:_authToken' },
      'a=1\n//r.example/:_authToken=x\n',
      `a=1\n//r.example/:_authToken=${VALUE}\n`,
    ],
    [
      '.netrc',
      { kind: 'netrc', file, machine: 'b.example' },
      'machine a.example login x password 1\n# c\nmachine b.example\n  login y\n  password old\n',
      `machine a.example login x password 1\n# c\nmachine b.example\n  login y\n  password ${VALUE}\n`,
    ],
    [
      '.netrc that lacks the machine',
      { kind: 'netrc', file, machine: 'c.example' },
      'machine a.example password 1\n',
      undefined,
    ],
    [
      'JSON with comments',
      { kind: 'json', file, path: 'a.b.1' },
      '{\n  // why\n  "a": { "b": [1, "old"] },\n  "z": 1\n}\n',
      `{\n  // why\n  "a": { "b": [1, "${VALUE}"] },\n  "z": 1\n}\n`,
    ],
    ['JSON that is none', { kind: 'json', file, path: 'a' }, 'nonsense', undefined],
    [
      'YAML',
      { kind: 'yaml', file, path: 'a.b' },
      '# top\na:\n  b: old # why\n  c: [1, 2]\n',
      `# top\na:\n  b: ${VALUE} # why\n  c: [1, 2]\n`,
    ],
    ['YAML that is a list where names are looked for', { kind: 'yaml', file, path: 'a.b' }, '- a\n', undefined],
    ['YAML whose place is shared', { kind: 'yaml', file, path: 'a' }, 'x: &x old\na: *x\n', undefined],
    [
      'TOML',
      { kind: 'toml', file, path: 'a.b' },
      '# top\n[a]\nb = "old" # why\nc = 1\n',
      `# top\n[a]\nb = "${VALUE}" # why\nc = 1\n`,
    ],
    ['TOML whose place is a table', { kind: 'toml', file, path: 'a' }, '[a]\nb = 1\n', undefined],
    [
      'a dot inside a name',
      { kind: 'json', file, path: String.raw`auths.r\.example.auth` },
      '{"auths":{"r.example":{"auth":"x"}}}',
      `{"auths":{"r.example":{"auth":"${VALUE}"}}}`,
    ],
  ];
  test.each(cases)('%s', (_name, target, text, expected) => {
    expect(withValue(target, text, VALUE)).toBe(expected);
  });

  test('a value that a format cannot hold is not written there', () => {
    expect(withValue({ kind: 'env', file, key: 'A' }, '', `a'b\n`)).toBeUndefined();
    expect(withValue({ kind: 'env', file, key: 'A' }, '', 'a $b')).toBe(`A='a $b'\n`);
    expect(withValue({ kind: 'npmrc', file, key: 'A' }, '', 'a b')).toBeUndefined();
    expect(withValue({ kind: 'netrc', file, machine: 'm' }, 'machine m password x', 'a b')).toBeUndefined();
  });
});

describe('a file', () => {
  function aFile(text: string) {
    const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-target-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, '.env');
    writeFileSync(path, text, { mode: 0o640 });
    chmodSync(path, 0o640);
    const target = (at = path) => ({ kind: 'env', file: at, key: 'A' }) as const;
    return { folder, path, target, targets: createTargets(), read: () => readFileSync(path, 'utf8') };
  }

  test('keeps its mode, and what it held before is kept beside it until the new value is proven', async () => {
    const { path, target, targets, read } = aFile('A=old\n');
    expect(await targets.write(target(), new Secret(VALUE))).toMatchObject({ ok: true });
    expect([read(), statSync(path).mode & 0o777]).toEqual([`A=${VALUE}\n`, 0o640]);
    const before = `${path}.tokenkeep-before`;
    expect([readFileSync(before, 'utf8'), statSync(before).mode & 0o777]).toEqual(['A=old\n', 0o600]);
    await targets.write(target(), new Secret(`${VALUE}1`));
    expect(readFileSync(before, 'utf8')).toBe('A=old\n');
    await targets.settle(target());
    expect(existsSync(before)).toBe(false);
  });

  test('behind a link is written where it is, and the link stays', async () => {
    const { folder, target, targets, read } = aFile('A=old\n');
    const link = join(folder, 'link');
    symlinkSync(join(folder, '.env'), link);
    expect(await targets.write(target(link), new Secret(VALUE))).toMatchObject({ ok: true });
    expect(read()).toBe(`A=${VALUE}\n`);
  });

  test('that is missing, is a folder, or has several names is left alone', async () => {
    const { folder, path, target, targets, read } = aFile('A=old\n');
    mkdirSync(join(folder, 'd'));
    linkSync(path, join(folder, 'other'));
    for (const at of [join(folder, 'none'), join(folder, 'd'), path]) {
      expect([at, await targets.write(target(at), new Secret(VALUE))]).toMatchObject([
        at,
        { failure: { code: 'target-failed' } },
      ]);
    }
    expect(read()).toBe('A=old\n');
  });
});

describe('a command', () => {
  const run = (...argv: string[]) => createTargets().write({ kind: 'command', argv }, new Secret(VALUE));

  test('is given the value on standard input, with no shell between', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-target-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const out = join(folder, '$(out)');
    expect(
      await run(process.execPath, '-e', 'process.stdin.pipe(require("fs").createWriteStream(process.argv[1]))', out),
    ).toMatchObject({ ok: true });
    expect(readFileSync(out, 'utf8')).toBe(VALUE);
  });

  test('that fails is told by its status alone', async () => {
    expect(
      await run(
        process.execPath,
        '-e',
        'process.stdin.pipe(process.stderr).on("finish", () => process.exit(3)); process.stdin.on("end", () => process.exit(3))',
      ),
    ).toMatchObject({
      failure: { reason: 'it ended with status 3' },
    });
    expect(await run('/nowhere/at-all')).toMatchObject({ failure: { reason: 'ENOENT' } });
  });
});

describe('as a person writes it', () => {
  test.each([
    'env:/home/me/.env#TOKEN',
    'env:/home/me/.env#AWS_ACCESS_KEY_ID=access-key-id',
    'npmrc:/home/me/.npmrc#//registry.example/:_authToken',
    'netrc:/home/me/.netrc#git.example',
    'json:/home/me/a#b.json#a.b.0',
    String.raw`toml:C:\Users\me\a.toml#a.b`,
    'command:/usr/bin/deploy --token-stdin',
  ])('%s is read as it is told', (text) => {
    const target = readTarget(text);
    expect(target === undefined ? undefined : targetWords(target)).toBe(text);
  });

  test.each(['', 'env:.env#A', 'env:/x', 'env:/x#', 'env:/x#A B', 'xml:/x#a', 'command:deploy', 'env:/x\n#A'])(
    '%j makes no sense',
    (text) => {
      expect(readTarget(text)).toBeUndefined();
    },
  );
});
