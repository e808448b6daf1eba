import { failed, succeeded, type Result } from '../../shared/result.ts';
import { days, duration, isoOf, later, type Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfText } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Rotate } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { codeOf } from './judging.ts';

/** An instance may allow less, and says so; none allows more without being told to. */
const LONGEST = days(365);

/**
 * The old value dies in the same moment, and asking again with it makes GitLab revoke the new one too.
 * https://docs.gitlab.com/api/personal_access_tokens/#self-rotate
 */
export const gitlabRotate: Rotate = { family: 'replace', can, ask, read };

/** Where the scopes are not known, GitLab will say. */
function can({ scopes }: Token): boolean {
  return scopes.length === 0 || scopes.includes('api') || scopes.includes('self_rotate');
}

/** Left out, `expires_at` would make the new one live a week whatever the old one had. */
function ask({ access }: Credential, { token, base, now }: ActContext): HttpRequest {
  const end = isoOf(later(now, lifeOf(token))).slice(0, 10);
  return {
    method: 'POST',
    url: `${base}/api/v4/personal_access_tokens/self/rotate`,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'private-token': access },
    body: JSON.stringify({ expires_at: end }),
  };
}

function lifeOf({ expiry, issuedAt, addedAt }: Token): ReturnType<typeof days> {
  const life = expiry.kind === 'at' ? expiry.at - (issuedAt ?? addedAt) : LONGEST;
  return duration(Math.min(Math.max(Math.ceil(life / days(1)) * days(1), days(1)), LONGEST));
}

function read(outcome: HttpOutcome, _credential: Credential, context: ActContext): Result<Issued, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined) return failed(quiet);
  if (outcome.kind === 'silent') return failed({ kind: 'lost', cause: outcome.cause });
  const body = fieldsOf(parseJson(outcome.body)) ?? {};
  if (outcome.status >= 300) return failed(refusalOf(outcome.status, body));
  const value = body['token'];
  return typeof value === 'string' && value !== ''
    ? succeeded({ credential: { access: new Secret(value), fields: {} }, facts: factsOf(body, outcome.at) })
    : failed({ kind: 'lost', cause: 'unexpected' });
}

function refusalOf(status: number, body: Fields): ActRefusal {
  const why = status === 401 || status === 403 ? 'permission' : 'other';
  return { kind: 'no', why, said: codeOf(body['error']) ?? `status ${status}` };
}

function factsOf(body: Fields, at: Instant): Issued['facts'] {
  const read = expiryOfText(body['expires_at'], 'issuer');
  return { expiry: read.expiry, issuedAt: at, scopes: wordsOf(body['scopes']), issuerId: wordOf(body['id']) };
}
