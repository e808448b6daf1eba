import { succeeded, type Result } from '../../shared/result.ts';
import { fieldsOf, parseJson } from '../domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Proof, Renew } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { granted } from './oauth2-answer.ts';
import { clientForm, endpointOf, isIntrospection } from './oauth2-client.ts';

/** RFC 6749 §6. A refresh token may be good for one use alone, so a request is never sent twice unproven. */
export const refresh: Renew = {
  how: 'refresh',
  repeatable: false,
  discovery: endpointOf('token_endpoint'),
  can: ({ hasRefresh, host = '' }) => hasRefresh === true && !isIntrospection(host),
  ask,
  read,
  proof: proof(),
};

function ask(credential: Credential, { base }: ActContext): HttpRequest {
  const spent = credential.refresh ?? new Secret('');
  return clientForm(base, credential, spent, (text) => `grant_type=refresh_token&refresh_token=${text}`);
}

/** The new refresh token where there is one, else the old, which then stays good (RFC 6749 §6). */
function read(outcome: HttpOutcome, before: Credential, context: ActContext): Result<Issued, ActRefusal> {
  const told = granted(outcome, context);
  if (!told.ok) return told;
  const { access, refresh: fresh, facts } = told.value;
  const refreshed = fresh ?? before.refresh;
  const credential = { access, fields: before.fields, ...(refreshed === undefined ? {} : { refresh: refreshed }) };
  return succeeded({ credential, facts });
}

/** An old refresh token that is still active was not spent (RFC 7662). */
function proof(): Proof {
  return {
    discovery: endpointOf('introspection_endpoint'),
    ask: (credential, { base }) =>
      clientForm(
        base,
        credential,
        credential.refresh ?? new Secret(''),
        (text) => `token=${text}&token_type_hint=refresh_token`,
      ),
    read(outcome) {
      const body = outcome.kind === 'answered' && !outcome.cut ? fieldsOf(parseJson(outcome.body)) : undefined;
      if (outcome.kind === 'silent' || outcome.status !== 200 || typeof body?.['active'] !== 'boolean') {
        return 'cannot-tell';
      }
      return body['active'] ? 'nothing-happened' : 'happened';
    },
  };
}
