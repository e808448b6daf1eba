import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const homes = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tokenkeep-demo-'));

test('the demo shows the tray turn, a notice come, a refresh happen and a rotation before it does, and leaves nothing', async () => {
  const before = homes();
  const { stdout } = await promisify(execFile)(process.execPath, ['test/support/demo.ts', '--for', '110'], {
    cwd: root,
  });
  const told = [
    /^\$ tokenkeep list\n(?:.+\n)*.*Revoked.*gitlab-mirror/m,
    /^A new value is made, kept and proven, and takes the place of the old one\.$/m,
    / tray: 11 tokens: 3 need you, 3 soon, 1 can't tell$/m,
    / notice: Sign in to calendar-sync again$/m,
    / notice: github-deploy expires in less than a minute$/m,
    / mail-sync was renewed, and lives until /m,
    / github-deploy is expired$/m,
    / notice: github-deploy has expired$/m,
    / tray: 11 tokens: 4 need you, 2 soon, 1 can't tell$/m,
    /^\$ tokenkeep notices\n\* github-deploy has expired/m,
  ];
  expect(told.filter((line) => !line.test(stdout)).map(String)).toEqual([]);
  expect(homes()).toEqual(before);
});
