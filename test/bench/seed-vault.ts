import { openCatalog } from '../../main/adapters/catalog-file.ts';
import { makeFreely } from '../../main/adapters/copy-making.ts';
import { systemClock } from '../../main/adapters/clock.ts';
import { days, later } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';

/** Puts tokens into a vault that is not open: looked at just now, with ends spread over two years, so that nothing is due for hours. */
export async function seedVault(folder: string, count: number): Promise<void> {
  const opened = openCatalog({ folder, making: makeFreely, clock: systemClock });
  if (!opened.ok) throw new Error(`the vault cannot be opened: ${opened.failure.code}`);
  const catalog = opened.value;
  await Promise.all(Array.from({ length: count }, (_, n) => catalog.put(tokenOf(n))));
  await catalog.end();
}

function tokenOf(n: number): Token {
  const now = systemClock.now();
  const evidence = { at: now, asked: 'GET api.example.test/user', status: 200 };
  return {
    id: tokenId(`bench-${n}`),
    vault: 'personal',
    label: `service-${n}`,
    provider: n % 2 === 0 ? 'github' : 'gitlab',
    owner: 'bench',
    consumers: [`job-${n}`],
    audience: [],
    scopes: ['read:user', 'repo'],
    addedAt: now,
    expiry: { kind: 'at', at: later(now, days(30 + (n % 700))), precision: 'instant', source: 'issuer' },
    standing: { misses: 0, lastGood: evidence, latest: { verdict: { kind: 'valid' }, evidence } },
    digest: 'd'.repeat(64),
    fields: [],
    warnings: [],
  };
}
