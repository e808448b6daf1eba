import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsIssuer, awsKeyId, awsSecret } from '../support/issuers/aws.ts';
import { githubAppIssuer } from '../support/issuers/github-app.ts';
import { serveLoopback, type Loopback } from '../support/issuers/loopback.ts';
import { ask, freshHome, launchApp, until } from './launch-app.ts';

const [github, user] = [githubAppIssuer(Date.now), awsIssuer(Date.now)];
let app: ElectronApplication;
let page: Page;
let [githubHost, awsHost]: Loopback[] = [];

beforeAll(async () => {
  [githubHost, awsHost] = [await serveLoopback(github.answer), await serveLoopback(user.answer)];
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await app.close();
  await Promise.all([githubHost?.close(), awsHost?.close()]);
});

test('a GitHub App is added in the window with its key of many lines, and nothing is asked to be pasted', async () => {
  await page.getByRole('button', { name: 'Add a token', exact: true }).first().press('Enter');
  await page.getByLabel('Provider', { exact: true }).first().fill('GitHub App');
  await page.getByRole('option', { name: 'GitHub App', exact: true }).click();
  expect(await page.getByLabel('Or paste it here').count()).toBe(0);
  await page.getByLabel('Name').fill('deploy');
  await page.getByLabel('Host').fill(githubHost?.base ?? '');
  await page.getByLabel('Client ID or App ID').fill(github.fields['app-id']);
  await page.getByLabel('Installation ID').fill(github.fields['installation-id']);
  await page.getByLabel('Private key').fill(github.fields['private-key']);
  await page.getByRole('button', { name: 'Add token', exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'deploy', exact: true }).waitFor();
  await until(async () => (await page.getByLabel('State').textContent())?.includes('Valid'));
  expect(await page.content()).not.toMatch(/BEGIN|ghs_/);
  expect(github.tokens.size).toBe(1);
});

test('keys are signed with in the app as they are elsewhere: an AWS key is looked at and rotated', async () => {
  const added = await ask(page, 'add', {
    label: 'aws',
    pasted: { kind: 'value', text: awsSecret(1), exact: true },
    provider: 'aws',
    host: awsHost?.base ?? '',
    fields: { 'access-key-id': awsKeyId(1) },
  });
  expect(added).toMatchObject({ ok: true, value: { view: { status: { kind: 'valid' } } } });
  expect(await ask(page, 'rotate', { token: 'aws', confirmed: true })).toMatchObject({ ok: true });
  expect([...user.keys.keys()]).toEqual([awsKeyId(2)]);
});
