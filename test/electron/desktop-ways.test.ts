import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { seedHome } from './seeded-home.ts';
import { ask, electronCommand, freshHome, launchAppIn, until } from './launch-app.ts';

const run = promisify(execFile);

test('a link opens a token and does nothing to it; the desktop starts the app where a person says so', async () => {
  const home = freshHome();
  await seedHome(home);
  const config = { XDG_CONFIG_HOME: path.join(home, 'config') };
  const app = await launchAppIn(config, home, 'tokenkeep://token/legacy-ci');
  onTestFinished(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1, name: 'legacy-ci' }).waitFor();
  const follow = async (link: string): Promise<void> => {
    const { file, args } = electronCommand(home, link);
    await run(file, args);
  };
  await follow('tokenkeep://token/docs%2Dpreview');
  await page.getByRole('heading', { level: 1, name: 'docs-preview' }).waitFor();
  await follow('tokenkeep://token/nobody');
  await page.getByRole('heading', { level: 1, name: 'docs-preview' }).waitFor({ state: 'detached' });

  expect(await ask(page, 'set', { key: 'startAtLogin', value: 'on' })).toMatchObject({ ok: true });
  const entry = path.join(home, 'config', 'autostart', 'tokenkeep.desktop');
  await until(() => existsSync(entry));
  expect(readFileSync(entry, 'utf8')).toContain(`"--home=${home}"`);
  const doctor = await ask(page, 'doctor', {});
  const findings = doctor.ok ? doctor.value : [];
  expect(findings.find(({ topic }) => topic === 'login')).toMatchObject({ sight: { code: 'login-on', place: entry } });
  expect(findings.find(({ topic }) => topic === 'updates')).toMatchObject({
    sight: { code: 'updates-unsought', why: 'plain-folder' },
  });
  await ask(page, 'set', { key: 'startAtLogin', value: 'off' });
  await until(() => !existsSync(entry));
});
