import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { freshHome, startAgent } from '../cli/run-tokenkeep.ts';
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
