import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freshHome, startAgent, tokenkeepAt } from '../cli/run-tokenkeep.ts';
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
    expect(await undergo(home, issuer, ordeal)).toEqual(new Set(['valid']));
    await expectAllAlive(home, issuer, ordeal, LIFE / 2);
  },
);

/** One account whose value has run out, in a vault that nobody holds. */
async function anExpiredAccount(delayMs: number) {
  const issuer = await serveRenewing(2, delayMs);
  onTestFinished(() => issuer.stop('cut'));
  const home = freshHome();
  await keepAccounts(home, issuer, 1);
  await pause(2500);
  const agent = await startAgent(home);
  onTestFinished(async () => {
    await agent.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const tokenkeep = tokenkeepAt(home);
  return { issuer, agent, get: () => tokenkeep(['get', 'account-0']) };
}

const eight = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 8 }, ask));

test('eight processes that ask at once for an expired account get one value by one request', async () => {
  const { issuer, get } = await anExpiredAccount(1000);
  const answers = await eight(get);
  expect(answers.map(({ status, stderr }) => [status, stderr])).toEqual(answers.map(() => [0, '']));
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
  expect([issuer.posts(), issuer.refusals]).toEqual([1, []]);
});

test('a holder that is killed in the middle keeps nobody waiting, and nothing is lost', async () => {
  const { issuer, agent, get } = await anExpiredAccount(1500);
  const begun = Date.now();
  const asking = eight(get);
  await pause(1800);
  agent.child.kill('SIGKILL');
  await asking;
  expect(Date.now() - begun).toBeLessThan(15_000);
  expect(await get()).toMatchObject({ status: 0 });
  expect(issuer.posts()).toBeLessThanOrEqual(3);
  expect(issuer.refusals).toEqual([]);
});
