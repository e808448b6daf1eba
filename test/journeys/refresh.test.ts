import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { freshHome, startAgent, tokenkeepAt, type Ran } from '../cli/run-tokenkeep.ts';
import { ask, launchApp, until } from '../electron/launch-app.ts';
import { serveRenewing } from '../support/issuers/renewing-issuer.ts';
import { expectAllAlive, keepAccounts, undergo, type Ordeal } from '../support/keep-alive.ts';

const LIFE = 12;
const ordeal: Ordeal = { accounts: 4, seconds: 30, restartsAt: [5, 9, 13], outage: [16, 20] };

test(
  'accounts that live seconds are kept alive through restarts and an outage of their issuer',
  { timeout: 90_000 },
  async () => {
    const issuer = await serveRenewing(LIFE);
    onTestFinished(() => issuer.stop('cut'));
    const home = freshHome();
    const agent = await startAgent(home);
    onTestFinished(async () => {
      await agent.stop();
      rmSync(home, { recursive: true, force: true });
    });
    await keepAccounts(home, issuer, ordeal.accounts);
    const undergone = await undergo(home, issuer, ordeal);
    // One whose renewal fails is said to be near its end, as it is.
    expect(new Set([...undergone.seen, 'expiring'])).toEqual(new Set(['valid', 'expiring']));
    await expectAllAlive(home, issuer, ordeal, undergone, { lifeSeconds: LIFE, everySeconds: LIFE / 2 });
  },
);

/** One account whose value has run out, in a vault that the app holds. An answer to its renewal takes a while. */
async function anExpiredAccount(delayMs: number) {
  const issuer = await serveRenewing(600, delayMs);
  onTestFinished(() => issuer.stop('cut'));
  const home = freshHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  await keepAccounts(home, issuer, 1, 2);
  await pause(2500);
  const app = await launchApp(home, '--open');
  onTestFinished(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const tokenkeep = tokenkeepAt(home);
  return { issuer, app, page, get: () => tokenkeep(['get', 'account-0']) };
}

type Expired = Awaited<ReturnType<typeof anExpiredAccount>>;

const eight = ({ get }: Expired): Promise<Ran[]> => Promise.all(Array.from({ length: 8 }, get));
const run = promisify(execFile);

test('eight processes and the app that ask at once for an expired account get one value by one request', async () => {
  const world = await anExpiredAccount(1000);
  const { issuer, page } = world;
  const [answers, copied] = await Promise.all([eight(world), ask(page, 'copy', { token: 'account-0' })]);
  expect(answers.map(({ status, stderr }) => [status, stderr])).toEqual(answers.map(() => [0, '']));
  expect(copied).toMatchObject({ ok: true });
  const { stdout: onClipboard } = await run('xclip', ['-o', '-selection', 'clipboard']);
  expect(new Set([...answers.map(({ stdout }) => stdout.trim()), onClipboard]).size).toBe(1);
  expect(await issuer.lives(onClipboard)).toBe(true);
  expect([issuer.posts(), issuer.refusals]).toEqual([1, []]);
});

test('an app that is killed in the middle keeps nobody waiting, one more request is all it takes, and nothing is lost', async () => {
  const world = await anExpiredAccount(60_000);
  const { issuer, app, page, get } = world;
  const answers = eight(world);
  void ask(page, 'copy', { token: 'account-0' }).catch(() => undefined);
  await until(() => issuer.posts() > 0);
  // The last of the eight has asked by then as well.
  await pause(2000);
  issuer.takes(500);
  const begun = Date.now();
  app.process().kill('SIGKILL');
  const values = (await answers).map(({ status, stdout }) => [status, stdout.trim()]);
  expect(Date.now() - begun).toBeLessThan(15_000);
  const [[, value = ''] = []] = values;
  expect(values).toEqual(values.map(() => [0, value]));
  expect(await issuer.lives(String(value))).toBe(true);
  expect(await get()).toMatchObject({ status: 0, stdout: `${value}\n` });
  expect([issuer.posts(), issuer.refusals]).toEqual([2, []]);
});
