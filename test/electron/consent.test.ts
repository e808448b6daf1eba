import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenkeepAt, type Ran } from '../cli/run-tokenkeep.ts';
import { ask, freshHome, launchApp, until } from './launch-app.ts';
import { clickMenu, trayItems } from './tray-over-dbus.ts';

const fake = `key_${'0'.repeat(36)}`;
const home = freshHome();
const tokenkeep = tokenkeepAt(home);

let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  app = await launchApp(home, '--open');
  page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await ask(page, 'add', { label: 'deploy', provider: 'other', owner: 'me', pasted: { kind: 'value', text: fake } });
});
afterAll(() => app.close());

const get = (...more: readonly string[]): Promise<Ran> => tokenkeep(['get', 'deploy', '--tool', 'site', ...more]);

test('a tool with no terminal is told at once that it is asked about, and the window asks', async () => {
  const ran = await get();
  expect(ran).toMatchObject({ status: 4, stdout: '' });
  expect(ran.stderr).toContain('the question stands in Tokenkeep now');
  const question = page.getByRole('dialog', { name: /site/ });
  await question.waitFor();
  expect(await question.textContent()).toMatch(/Started by\s*node/);
  await question.getByRole('button', { name: 'No', exact: true }).click();
  await question.waitFor({ state: 'hidden' });
});

test('one that waits has the value once the person says yes, and leases and grants can be seen and ended', async () => {
  const getting = get('--wait', '--for', '10m');
  await page.getByRole('dialog', { name: /site/ }).getByRole('button', { name: /once/i }).click();
  expect(await getting).toMatchObject({ status: 0, stdout: `${fake}\n` });
  const leases = JSON.parse((await tokenkeep(['leases', '--json'])).stdout);
  expect(leases).toMatchObject([{ name: 'deploy', how: 'whole', borrower: { tool: 'site' } }]);
  expect((await tokenkeep(['leases', 'end', leases[0].id])).status).toBe(0);
  expect((await tokenkeep(['leases', 'end', leases[0].id])).status).toBe(3);
});

test('a question stands first in the tray menu, and its window answers for an hour', async () => {
  await get();
  const [item = ''] = await trayItems();
  await until(() => clickMenu(item, '1 tool asks for a token…').then(() => true));
  await page.getByRole('dialog', { name: /site/ }).getByRole('button', { name: /hour/i }).click();
  await until(async () => (await get()).status === 0);
  const [grant] = JSON.parse((await tokenkeep(['grants', '--json'])).stdout);
  expect(grant).toMatchObject({ name: 'deploy', tool: 'site', allows: true });
  expect((await tokenkeep(['grants', 'end', grant.id])).status).toBe(0);
  expect((await get()).status).toBe(4);
});
