import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';

const run = promisify(execFile);
const VALUE = `not-a-value-${'0'.repeat(12)}`;

test('keys heard from anywhere bring up the search, in which Enter copies by name', { timeout: 90_000 }, async () => {
  const app = await launchApp(freshHome(), '--open');
  onTestFinished(() => app.close());
  const first = await app.firstWindow();
  await first.getByRole('heading', { level: 1 }).waitFor();
  for (const [label, text] of [
    ['deploy', VALUE],
    ['other', `${VALUE}x`],
  ] as const) {
    const pasted = { kind: 'value', text } as const;
    expect(await ask(first, 'add', { label, pasted, provider: 'other' })).toMatchObject({ ok: true });
  }
  expect(await ask(first, 'set', { key: 'shortcut', value: 'Ctrl+Alt+K' })).toMatchObject({ ok: true });
  await first.close();
  await until(() => app.windows().length === 0);
  // Nothing of ours is in front.
  await run('xdotool', ['key', 'ctrl+alt+k']);
  const page = await until(() => app.windows()[0]);
  const field = page.getByRole('textbox', { name: 'Search everything' });
  await field.waitFor();
  await page.getByText('Enter copies the token to the clipboard').waitFor();
  await until(() => field.evaluate((one) => one === document.activeElement));
  await page.keyboard.type('dep');
  await page
    .getByRole('button', { name: /deploy/ })
    .last()
    .waitFor();
  await page.keyboard.press('Enter');
  await until(async () => (await page.locator('.tk-strip').textContent())?.includes('deploy'));
  expect(execFileSync('xclip', ['-o', '-selection', 'clipboard'], { encoding: 'utf8' })).toBe(VALUE);
  expect(await ask(page, 'set', { key: 'shortcut', value: 'K' })).toMatchObject({
    ok: false,
    failure: { code: 'bad-input' },
  });
});
