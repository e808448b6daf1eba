import { openCatalog } from '../../main/adapters/catalog-file.ts';
import { systemClock } from '../../main/adapters/clock.ts';
import { makeFreely } from '../../main/adapters/copy-making.ts';
import { days, duration, earlier, hours, later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import { tokenId, type Expiry, type Token } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';

const now = systemClock.now();
const from = (length: Duration): Instant => later(now, length);
const ago = (length: Duration): Instant => earlier(now, length);
const ends = (length: Duration, source: 'issuer' | 'user' = 'issuer'): Expiry => ({
  kind: 'at',
  at: from(length),
  precision: 'instant',
  source,
});

function said(verdict: Verdict, length: Duration, status: number | undefined, asked: string): Token['standing'] {
  const evidence = {
    at: ago(length),
    asked,
    status,
    said: verdict.kind === 'invalid' ? 'bad credentials' : undefined,
  };
  const lastGood = verdict.kind === 'valid' ? evidence : { ...evidence, at: ago(hours(5)), status: 200 };
  return { misses: 0, lastGood, latest: { verdict, evidence }, checkNotBefore: from(days(2)) };
}

const github = 'GET api.github.com/user';
const good = (asked = github): Token['standing'] => said({ kind: 'valid' }, minutes(4), 200, asked);

function token(label: string, facts: Partial<Token>): Token {
  return {
    id: tokenId(`seed-${label}`),
    vault: 'personal',
    label,
    provider: 'github',
    consumers: [],
    audience: [],
    scopes: [],
    addedAt: ago(days(40)),
    expiry: { kind: 'unknown' },
    standing: good(),
    digest: 'd'.repeat(64),
    fields: [],
    warnings: [],
    ...facts,
  };
}

/** One token of every state that a window has to show, and some that come in the next 90 days. */
const seedTokens: readonly Token[] = [
  token('release-bot', {
    subject: 'octo-release',
    owner: 'Platform',
    environment: 'production',
    consumers: ['release pipeline', 'deploy.example.org'],
    scopes: ['repo', 'workflow', 'admin:org'],
    expiry: ends(days(96)),
    warnings: [{ code: 'too-wide', scopes: ['admin:org'] }],
    targets: [{ kind: 'env', file: '/home/me/site/.env', key: 'GITHUB_TOKEN' }],
  }),
  token('docs-preview', { owner: 'Web', environment: 'staging', scopes: ['repo'], expiry: ends(days(3)) }),
  token('old-importer', {
    provider: 'gitlab',
    owner: 'Platform',
    expiry: ends(duration(-2 * 3_600_000)),
    standing: good('GET gitlab.com/api/v4/personal_access_tokens/self'),
  }),
  token('legacy-ci', { owner: 'Data', standing: said({ kind: 'invalid' }, minutes(50), 401, github) }),
  token('sso-reader', {
    owner: 'Web',
    standing: said({ kind: 'blocked', why: 'sso-required' }, minutes(20), 403, github),
    expiry: ends(days(60)),
  }),
  token('mailing', {
    provider: 'slack',
    environment: 'production',
    standing: said({ kind: 'unknown', cause: 'offline' }, minutes(12), undefined, 'POST slack.com/api/auth.test'),
  }),
  token('artifact-push', { provider: 'gitlab', owner: 'Data', environment: 'production', expiry: ends(days(21)) }),
  token('nightly', { provider: 'gitlab', environment: 'staging', expiry: ends(days(34), 'user') }),
  token('mirror', { provider: 'gitlab', owner: 'Web', expiry: ends(days(34)) }),
  token('metrics-pull', { owner: 'Platform', environment: 'production', expiry: ends(days(47)) }),
  token('infra-root', {
    provider: 'vault',
    environment: 'production',
    expiry: ends(days(12)),
    renewable: true,
    standing: good('GET vault.example.org/v1/auth/token/lookup-self'),
    host: 'https://vault.example.org',
  }),
  token('sandbox', { provider: 'other', expiry: { kind: 'never', source: 'user' }, standing: { misses: 0 } }),
  token('backup-job', { owner: 'Data', expiry: ends(days(74)) }),
];

export async function seedHome(folder: string, tokens: readonly Token[] = seedTokens): Promise<void> {
  const opened = openCatalog({ folder, making: makeFreely, clock: systemClock });
  if (!opened.ok) throw new Error(`the vault cannot be opened: ${opened.failure.code}`);
  await Promise.all(tokens.map((each) => opened.value.put(each)));
  await opened.value.end();
}
