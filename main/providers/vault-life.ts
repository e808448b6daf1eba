import { failed, succeeded, type Result } from '../../shared/result.ts';
import { later, seconds } from '../../shared/time.ts';
import type { Expiry, Token } from '../../shared/token.ts';
import { unsettled } from '../domain/acts.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import { fieldsOf, parseJson } from '../domain/json.ts';
import { clockDrift } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Renew, Revoke } from '../domain/provider.ts';
import { revocationAnswer } from './revocation-answer.ts';

export function vaultHeaders({ access, fields }: Credential): HttpRequest['headers'] {
  const namespace = fields['namespace'];
  const headers = { accept: 'application/json', 'x-vault-token': access };
  return namespace === undefined ? headers : { ...headers, 'x-vault-namespace': namespace };
}

/** The same value, with a longer life: https://developer.hashicorp.com/vault/api-docs/auth/token#renew-a-token-self */
export const vaultExtend: Renew = {
  how: 'extend',
  repeatable: true,
  can: ({ renewable, expiry }) => renewable === true && expiry.kind === 'at',
  ask: (credential, { base }) => ({
    method: 'POST',
    url: `${base}/v1/auth/token/renew-self`,
    headers: { ...vaultHeaders(credential), 'content-type': 'application/json' },
    body: '{}',
  }),
  read,
};

function read(outcome: HttpOutcome, credential: Credential, context: ActContext): Result<Issued, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  const { status } = outcome;
  if (status === 403) return failed({ kind: 'no', why: 'grant', said: 'permission denied' });
  if (status >= 300) return failed({ kind: 'no', why: 'permission', said: `status ${status}` });
  const auth = fieldsOf(fieldsOf(parseJson(outcome.body))?.['auth']);
  const issued = auth === undefined ? undefined : factsOf(auth, outcome, context.token);
  return issued === undefined
    ? failed({ kind: 'lost', cause: 'unexpected' })
    : succeeded({ credential, facts: issued });
}

/** Closer to its old end than this, a life was not made longer: its greatest length is reached. */
const NO_LONGER = seconds(5);

function factsOf(
  auth: Readonly<Record<string, unknown>>,
  answer: HttpAnswer,
  { expiry: before }: Token,
): Issued['facts'] | undefined {
  const { expiry, warnings } = expiryOfLength(auth['lease_duration'], later(answer.at, clockDrift(answer)), 'issuer');
  if (expiry.kind !== 'at') return undefined;
  return { expiry, warnings, renewable: auth['renewable'] === true && isLonger(expiry, before) };
}

const isLonger = (now: Extract<Expiry, { kind: 'at' }>, before: Expiry): boolean =>
  before.kind !== 'at' || now.at > later(before.at, NO_LONGER);

/** https://developer.hashicorp.com/vault/api-docs/auth/token#revoke-a-token-self */
export const vaultRevoke: Revoke = {
  blast: 'every token and lease that was made with it',
  ask: (credential, { base }) =>
    isBatch(credential)
      ? undefined
      : { method: 'POST', url: `${base}/v1/auth/token/revoke-self`, headers: vaultHeaders(credential) },
  read: (outcome, context) => revocationAnswer(outcome, context, { 204: 'confirmed', 200: 'confirmed' }),
};

/** Batch tokens are kept nowhere, so nothing can end them before their time. */
const isBatch = ({ access }: Credential): boolean => access.use((value) => /^(?:hvb|b)\./.test(value));
