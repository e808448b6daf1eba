import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { freshHome, launchApp } from '../electron/launch-app.ts';
import { serveRenewing } from '../support/issuers/renewing-issuer.ts';
import { expectAllAlive, keepAccounts, undergo, type Ordeal } from '../support/keep-alive.ts';

/** A tenth of it and at least a minute is kept for renewing: as long as the outage lasts. */
const LIFE = 130;
const ordeal: Ordeal = { accounts: 20, seconds: 600, restartsAt: [60, 150, 240], outage: [330, 390] };

test('the app keeps twenty accounts alive for ten minutes through three restarts and a minute without their issuer', async () => {
  const issuer = await serveRenewing(LIFE);
  onTestFinished(() => issuer.stop('cut'));
  const home = freshHome();
  const app = await launchApp(home);
  onTestFinished(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });
  await keepAccounts(home, issuer, ordeal.accounts);
  const undergone = await undergo(home, issuer, ordeal);
  // One whose renewal fails is said to be near its end, as it is.
  expect(new Set([...undergone.seen, 'expiring'])).toEqual(new Set(['valid', 'expiring']));
  await expectAllAlive(home, issuer, ordeal, undergone, { lifeSeconds: LIFE, everySeconds: LIFE - 60 });
});
