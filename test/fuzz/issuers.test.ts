import fc from 'fast-check';
import { test } from 'vitest';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import type { Provider } from '../../main/domain/provider.ts';
import { retryAt, serverOffset } from '../../main/domain/outcome.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Credential } from '../../main/domain/storage-ports.ts';
import { hours } from '../../shared/time.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import type { Answered, KindRows } from '../support/issuers/kind-rows.ts';
import { namedOf, tokenOf } from '../support/issuers/kind-token.ts';
import { aToken, T0 } from '../support/tokens.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { echoing, oddJson, spoiledText } from './spoiled.ts';

/** The value that is asked about is the canary: an issuer that sends it back must not get it into what is kept. */
function credentialOf(rows: KindRows): Credential {
  const fields = Object.entries(rows.fields ?? {}).map(([key, text]) => [key, new Secret(text)]);
  return { access: new Secret(CANARY), refresh: new Secret(CANARY), fields: Object.fromEntries(fields) };
}

const textOf = ({ body = '' }: Answered): string => (typeof body === 'string' ? body : JSON.stringify(body));
const treeOf = ({ body }: Answered): readonly unknown[] => (typeof body === 'object' ? [body] : []);

const headers: fc.Arbitrary<Readonly<Record<string, string>>> = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'retry-after',
    'date',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
    'location',
    'x-oauth-scopes',
    'www-authenticate',
    'github-authentication-token-expiration',
    'x-vault-token',
  ),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'text/html',
      '0',
      '-1',
      '9'.repeat(30),
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'https://elsewhere.test/',
      CANARY,
      `repo, ${CANARY}`,
      `Bearer error="${CANARY}"`,
      '2027-01-01 00:00:00 UTC',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  ),
  { maxKeys: 4 },
);

/** The documented answers of a kind, spoiled; under any status; with any headers; or none at all. */
function outcomesOf(samples: readonly Answered[]): fc.Arbitrary<HttpOutcome> {
  const trees = samples.flatMap(treeOf);
  const bodies = fc.oneof(
    {
      weight: 5,
      arbitrary: oddJson(trees.length === 0 ? [{}] : trees, echoing).map((tree) => JSON.stringify(tree) ?? ''),
    },
    { weight: 1, arbitrary: spoiledText(samples.map(textOf)) },
  );
  const known = samples.map(({ status }) => status);
  const answered = fc.record({
    kind: fc.constant('answered' as const),
    at: fc.constant(T0),
    status: fc.oneof(fc.constantFrom(200, ...known), fc.integer({ min: 100, max: 999 })),
    headers,
    body: bodies,
    cut: fc.boolean(),
  });
  const silent: HttpOutcome = { kind: 'silent', at: T0, cause: 'timeout', code: 'ETIMEDOUT' };
  return fc.oneof({ weight: 30, arbitrary: answered }, { weight: 1, arbitrary: fc.constant(silent) });
}

interface Case {
  readonly rows: KindRows;
  readonly outcome: HttpOutcome;
}

const casesOf = (of: readonly KindRows[], samplesOf: (rows: KindRows) => readonly Answered[]): fc.Arbitrary<Case> =>
  fc.constantFrom(...of).chain((rows) => {
    const samples = samplesOf(rows);
    return outcomesOf(samples.length === 0 ? [{ status: 200, body: {} }] : samples).map((outcome) => ({
      rows,
      outcome,
    }));
  });

const contextOf = (rows: KindRows) => ({ token: aToken(tokenOf(rows)), base: 'https://issuer.test', now: T0 });

test('whatever an issuer answers to a look, it is judged, and no value gets into the judgement', async () => {
  const online = allKinds.filter((rows) => namedOf(rows).provider.check?.kind === 'online');
  await fuzz(
    'an answer to a look',
    casesOf(online, ({ answers = [] }) => answers),
    ({ rows, outcome }) => {
      const { check } = namedOf(rows).provider;
      if (check?.kind !== 'online') throw new Error('it is not asked');
      const context = contextOf(rows);
      const judgement = check.judge(outcome, context, credentialOf(rows));
      holds(outcome.kind === 'answered' || judgement.verdict.kind === 'unknown', 'silence is no verdict');
      const again = retryAt(outcome, T0);
      holds(again === undefined || (again > T0 && again <= T0 + hours(24)), 'it is asked again too soon or too late');
      return [judgement, check.discovery?.read(outcome, context), serverOffset(outcome)];
    },
  );
});

/** All that reads an answer to something that was done. */
function readsOf(provider: Provider, rows: KindRows): readonly ((outcome: HttpOutcome) => unknown)[] {
  const [credential, context] = [credentialOf(rows), contextOf(rows)];
  const { renew, rotate, revoke, derive } = provider;
  const wanted = { scopes: [], audience: [], longest: hours(1) };
  const ways = (derive?.ways ?? []).flatMap((way) => (way.how === 'offline-attenuate' ? [] : [way]));
  return [
    (outcome) => renew?.read(outcome, credential, context),
    (outcome) => renew?.proof?.read(outcome, context),
    (outcome) => rotate?.read(outcome, credential, context),
    (outcome) => rotate?.retired?.(outcome),
    (outcome) => rotate?.proof?.read(outcome, context),
    (outcome) => revoke?.read(outcome, context),
    (outcome) => revoke?.discovery?.read(outcome, context),
    (outcome) => derive?.end?.read(outcome, context),
    ...ways.map((way) => (outcome: HttpOutcome) => way.read(outcome, credential, wanted, context)),
  ];
}

const isGood = (read: unknown): boolean =>
  typeof read === 'object' && read !== null && 'ok' in read && read.ok === true;

test('whatever an issuer answers to an act, it is read, and no value gets beside the credential', async () => {
  const acting = allKinds.filter((rows) => {
    const { renew, rotate, revoke, derive } = namedOf(rows).provider;
    return [renew, rotate, revoke, derive].some((act) => act !== undefined);
  });
  const samplesOf = ({ acts = [] }: KindRows) => acts.flatMap(({ answers }) => answers);
  await fuzz('an answer to an act', casesOf(acting, samplesOf), ({ rows, outcome }) => {
    const read = readsOf(namedOf(rows).provider, rows).map((each) => each(outcome));
    holds(outcome.kind === 'answered' || !read.some(isGood), 'silence is no success');
    return read;
  });
});
