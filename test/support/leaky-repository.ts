import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { onTestFinished } from 'vitest';

/** With the shape of GitHub's and nothing else of theirs: made anew for each run, and never at GitHub. */
export const madeUpToken = (): string =>
  `ghp_${randomBytes(60)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 36)}`;

/** A folder that goes with the test. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tokenkeep-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Repository {
  readonly root: string;
  git(...args: readonly string[]): string;
  write(name: string, content: string | Uint8Array): void;
}

export function freshRepository(): Repository {
  const root = freshFolder('leaky');
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...identity, '-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git('init', '--quiet', '--initial-branch=main');
  return { root, git, write: (name, content) => writeFileSync(join(root, name), content) };
}

/** A repository that has a token in each of the places of scenario O13. */
export function leakyRepository(token: string): Repository {
  const repository = freshRepository();
  const { root, git, write } = repository;
  write('.gitignore', '.env\n');
  write('only-in-history.txt', `first=1\ntoken=${token}\n`);
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  git('rm', '--quiet', 'only-in-history.txt');
  write('tracked.txt', `const token = "${token}";\n`);
  git('add', '.');
  git('commit', '--quiet', '-m', 'second');
  write('tracked.txt', `const token = process.env.TOKEN;\nconst other = '${token}'; // stashed\n`);
  git('stash', '--quiet');
  git('gc', '--quiet');
  write('.env', `A=1\nTOKEN=${token}\n`);
  write('encoded.yaml', `password: ${Buffer.from(`user:${token}`).toString('base64')}\n`);
  write('remote.txt', `clone https://u:${token}@host.example/x.git\n`);
  write('notes.ipynb', JSON.stringify({ cells: [{ source: ['import os\n', `t = "${token}"\n`] }] }, null, 1));
  write('wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`key ${token}\r\n`, 'utf16le')]));
  write('packed.zip', zipSync({ 'inner/config.ini': Buffer.from(`[a]\ntoken = ${token}\n`) }));
  writeFileSync(Buffer.concat([Buffer.from(`${root}/odd\nname`), Buffer.from([0xff])]), `${token}\n`);
  return repository;
}

/** Files that hold nothing but what looks like tokens: documentation, ids, digests, lock files. */
export function lookalikes(root: string, count: number): void {
  for (let n = 0; n < count; n += 1) {
    if (n % 100 === 0) mkdirSync(join(root, `d${n / 100}`));
    const digest = randomBytes(64);
    const lines = [
      `Set GITHUB_TOKEN=ghp_${'x'.repeat(36)} and go on.`,
      `token: glpat-${'0'.repeat(20)}`,
      `id ${digest.toString('hex', 0, 16).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}`,
      `commit ${digest.toString('hex', 0, 20)}`,
      `"integrity": "sha512-${digest.toString('base64')}",`,
      `<img src="data:image/png;base64,${randomBytes(300).toString('base64')}">`,
    ];
    writeFileSync(join(root, `d${Math.trunc(n / 100)}`, `f${n}.txt`), `${lines.join('\n')}\n`);
  }
}
