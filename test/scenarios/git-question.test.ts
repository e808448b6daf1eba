import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freshHome, startLab, tk } from '../support/lab-driver.ts';

const run = promisify(execFile);
const TOKENKEEP = path.resolve('out/tokenkeep');
const password = (n: number): string => `not-a-password-${n}`;

test(
  'two accounts are asked about once at a terminal, and the answer is kept for that repository',
  { timeout: 120_000 },
  async () => {
    const [lab, folder] = [await startLab(), path.join(freshHome(), 'site')];
    for (const n of [1, 2]) {
      const said = `protocol=https\nhost=git.test\nusername=u${n}\npassword=${password(n)}\n\n`;
      await tk(lab.home, ['git-credential', 'store'], said);
    }
    await run('git', ['init', '-q', folder]);
    await run('git', ['-C', folder, 'remote', 'add', 'origin', 'https://git.test/team/site.git']);
    const asked = path.join(folder, 'asked');
    writeFileSync(asked, 'protocol=https\nhost=git.test\n\n');

    /** As git at a terminal: the helper's input and output are git's, the terminal is the person's. */
    async function atTerminal(answer: string): Promise<{ readonly screen: string; readonly said: string }> {
      const out = path.join(folder, 'answer');
      const command = `cd ${folder} && ${process.execPath} ${TOKENKEEP} --home ${lab.home} git-credential get <${asked} >${out}`;
      const shell = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, SHELL: '/bin/sh' } });
      let screen = '';
      let isAnswered = false;
      shell.stdout.on('data', (part) => {
        screen += String(part);
        if (isAnswered || !screen.includes('Number: ')) return;
        isAnswered = true;
        shell.stdin.write(`${answer}\r`);
      });
      await once(shell, 'close');
      return { screen, said: (await run('cat', [out])).stdout };
    }

    const nothing = await atTerminal('7');
    expect(nothing.said).toBe('');
    const first = await atTerminal('2');
    expect(first.screen).toContain('Which token for https://git.test/team/site?');
    expect(first.screen).toContain('2  u2@git.test (u2)');
    expect(first.said).toBe(`username=u2\npassword=${password(2)}\n`);
    const second = await atTerminal('1');
    expect(second.screen).not.toContain('Which token');
    expect(second.said).toBe(`username=u2\npassword=${password(2)}\n`);
    // Elsewhere it is still open.
    const elsewhere = 'protocol=https\nhost=git.test\npath=other/site\n\n';
    expect((await tk(lab.home, ['git-credential', 'get'], elsewhere)).stdout).toBe('');
  },
);
