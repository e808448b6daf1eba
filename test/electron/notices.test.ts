import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';

const run = promisify(execFile);
const dunst = async (...args: readonly string[]) => (await run('dunstctl', args)).stdout;
const displayed = async () => Number(await dunst('count', 'displayed'));

interface Shown {
  readonly summary: string;
  readonly body: string;
}

/** What dunst has shown and put away, newest first. */
async function history(): Promise<readonly Shown[]> {
  const { data } = JSON.parse(await dunst('history')) as { data: [Record<keyof Shown, { data: string }>[]] };
  return data[0].map(({ summary, body }) => ({ summary: summary.data, body: body.data }));
}

let app: ElectronApplication;
let page: Page;

const addEnding = (label: string, inMs: number) =>
  ask(page, 'add', {
    label,
    provider: 'other',
    pasted: { kind: 'value', text: `key_${'0'.repeat(36)}` },
    expires: new Date(Date.now() + inMs).toISOString(),
  });

beforeAll(async () => {
  // What other apps before this one have said is theirs.
  await dunst('close-all');
  app = await launchApp(freshHome(), '--open', '--js-flags=--expose-gc');
  page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
afterAll(() => app.close());

describe('desktop notifications', () => {
  test('an expiry is told of, and a click opens it, also after memory was cleaned', async () => {
    await addEnding('deploy <b>&amp; build', 3000);
    await until(async () => (await displayed()) === 1);
    await page.close();
    await until(() => app.windows().length === 0);
    const collect = () => (globalThis as unknown as { gc(): void }).gc();
    await app.evaluate(collect);
    await dunst('action', '0');
    page = await until(() => app.windows()[0]);
    await page.getByRole('heading', { level: 1, name: 'deploy <b>&amp; build' }).waitFor();
  });

  test('names are shown as they are, and no value is in it', async () => {
    await dunst('close-all');
    const [shown] = await until(async () => (await history()).length > 0 && (await history()));
    expect(shown?.summary).toMatch(/^deploy <b>&amp; build has expired/);
    expect(JSON.stringify(shown)).not.toContain('key_');
  });

  test('it is told once', async () => {
    await ask(page, 'check', {});
    expect(await displayed()).toBe(0);
    expect((await history()).filter(({ summary }) => summary.startsWith('deploy <b>'))).toHaveLength(1);
  });
});
