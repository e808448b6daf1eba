import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ScanReport } from '../../shared/commands/scan.ts';
import { startLab, tk } from '../support/lab-driver.ts';
import { keep } from '../support/lab-tokens.ts';
import { freshFolder, madeUpToken } from '../support/leaky-repository.ts';

test('devices, pipes, loops and 200,000 files are gone through within two minutes', async () => {
  const lab = await startLab();
  await keep(lab, 'deploy', { host: 'http://127.0.0.1:9' }, madeUpToken());
  const root = freshFolder('many');
  execFileSync('mkfifo', [join(root, 'pipe')]);
  symlinkSync('/dev/random', join(root, 'endless'));
  symlinkSync('.', join(root, 'loop'));
  for (let folder = 0; folder < 200; folder += 1) {
    mkdirSync(join(root, `d${folder}`));
    for (let n = 0; n < 1000; n += 1) writeFileSync(join(root, `d${folder}`, `f${n}`), 'nothing here\n');
  }
  const began = performance.now();
  const ran = await tk(lab.home, ['scan', '--json', root]);
  expect(performance.now() - began).toBeLessThan(120_000);
  expect(ran.status).toBe(0);
  expect((JSON.parse(ran.stdout) as ScanReport).files).toBe(200_000);
});
