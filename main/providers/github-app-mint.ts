import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, parseHttpDate, seconds } from '../../shared/time.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfText } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordOf, type Fields } from '../domain/json.ts';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Facts, Issued, Renew } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { assertionOf } from './app-key.ts';
import { apiOf, githubHeaders } from './github-api.ts';
import { toldAt } from './parts/learned.ts';

export const APP_FIELDS = { app: 'app-id', installation: 'installation-id', key: 'private-key' } as const;

/** Each is good for an hour and for itself: those before it go on to their own ends. */
export const githubMint: Renew = {
  how: 'mint',
  repeatable: true,
  can: ({ fields }) => Object.values(APP_FIELDS).every((key) => fields.includes(key)),
  ask: (credential, context) => mintRequest(credential, context),
  read: (outcome, credential, context) => readMinted(outcome, credential, context),
};

/**
 * https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app; `less` is what it is to be narrowed to. With a
 * key that cannot be read the request goes without a word of who asks, and is refused.
 */
export async function mintRequest(
  { fields }: Credential,
  { base, now }: ActContext,
  less?: object,
): Promise<HttpRequest> {
  const [app, installation] = [APP_FIELDS.app, APP_FIELDS.installation].map((name) =>
    fields[name]?.map((text) => text.trim()),
  );
  const key = fields[APP_FIELDS.key];
  const word = app === undefined || key === undefined ? undefined : await assertionOf(key, app, now);
  const authorization = word === undefined ? {} : { authorization: word.map((value) => `Bearer ${value}`) };
  return {
    method: 'POST',
    url: `${apiOf(base)}/app/installations/{installation-id}/access_tokens`,
    inUrl: { 'installation-id': installation ?? new Secret('') },
    headers: {
      ...githubHeaders,
      ...authorization,
      ...(less === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(less === undefined ? {} : { body: JSON.stringify(less) }),
  };
}

/** `fields` are what is to be kept beside the value. */
export function readMinted(
  outcome: HttpOutcome,
  { fields }: Pick<Credential, 'fields'>,
  context: ActContext,
): Result<Issued, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  if (outcome.status >= 300) return failed(refusalOf(outcome, context));
  const body = outcome.cut ? undefined : fieldsOf(parseJson(outcome.body));
  const value = body?.['token'];
  return body !== undefined && typeof value === 'string' && value !== ''
    ? succeeded({ credential: { access: new Secret(value), fields }, facts: factsOf(body, outcome) })
    : failed({ kind: 'lost', cause: 'unexpected' });
}

function factsOf(body: Fields, answer: HttpAnswer): Facts {
  const { expiry, warnings } = expiryOfText(body['expires_at'], 'issuer');
  const repositories: unknown = body['repositories'];
  const names = Array.isArray(repositories) ? repositories.map((one) => wordOf(fieldsOf(one)?.['full_name'])) : [];
  const audience = names.filter((name) => name !== undefined);
  return {
    expiry,
    warnings,
    issuedAt: toldAt(answer),
    scopes: permissionsIn(body['permissions']),
    ...(audience.length === 0 ? {} : { audience }),
  };
}

/** As `contents:read`. */
function permissionsIn(told: unknown): Facts['scopes'] {
  const permissions = fieldsOf(told);
  return permissions === undefined
    ? undefined
    : Object.entries(permissions).flatMap(([name, level]) => wordOf(`${name}:${String(level)}`) ?? []);
}

/** GitHub takes no word that is dated more than this from its own clock. */
const MOST_SKEW = seconds(30);

function refusalOf(answer: HttpAnswer, { now }: ActContext): ActRefusal {
  const sent = parseHttpDate(answer.headers['date'] ?? '');
  const skew = sent === undefined ? duration(0) : Math.abs(sent - now);
  switch (answer.status) {
    case 401:
      // The word was dated by a clock that runs wrong; by now the right time is known.
      return skew > MOST_SKEW
        ? { kind: 'again', cause: 'unexpected' }
        : { kind: 'no', why: 'client', said: 'app id or private key not taken' };
    case 403:
      return { kind: 'no', why: 'permission', said: 'installation suspended or forbidden' };
    case 404:
      return { kind: 'no', why: 'other', said: 'no such installation' };
    case 422:
      return { kind: 'no', why: 'other', said: 'more than the installation has' };
    default:
      return { kind: 'no', why: 'other', said: `status ${answer.status}` };
  }
}
