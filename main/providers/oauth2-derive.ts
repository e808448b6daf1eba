import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Derive, Derived, DeriveWay, Narrowing } from '../domain/derive.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { granted } from './oauth2-answer.ts';
import { clientForm, endpointOf, formEncoded, isIntrospection } from './oauth2-client.ts';
import { refresh } from './oauth2-refresh.ts';
import { oauth2Revoke } from './oauth2-revoke.ts';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693: spends nothing of the parent. */
const exchange: DeriveWay = {
  how: 'sibling',
  can: ({ host = '' }, { scopes, audience }) => !isIntrospection(host) && scopes.length + audience.length > 0,
  discovery: endpointOf('token_endpoint', { grant: EXCHANGE }),
  ask: (credential, { scopes, audience }, { base }) =>
    clientForm(base, credential, credential.access, (text) =>
      [
        `grant_type=${formEncoded(EXCHANGE)}`,
        `subject_token=${text}`,
        `subject_token_type=${formEncoded(ACCESS_TOKEN)}`,
        `requested_token_type=${formEncoded(ACCESS_TOKEN)}`,
        ...audience.map((name) => `${isAddress(name) ? 'resource' : 'audience'}=${formEncoded(name)}`),
        ...scopePart(scopes),
      ].join('&'),
    ),
  read(outcome, _credential, wanted, context) {
    const told = granted(outcome, context);
    if (!told.ok) return told;
    const { access, facts, body } = told.value;
    // Tokens of other kinds may be answered too, which authorise nobody to anything.
    return body['token_type'] === 'N_A'
      ? failed({ kind: 'no', why: 'other', said: 'no access token' })
      : succeeded({ credential: { access, fields: {} }, facts: scoped(facts, wanted) });
  },
};

/** A target service is named by its address as `resource`, and by any other name as `audience` (RFC 8693 §2.1). */
const isAddress = (name: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(name);

const scopePart = (scopes: readonly string[]): readonly string[] =>
  scopes.length === 0 ? [] : [`scope=${formEncoded(scopes.join(' '))}`];

/**
 * A refresh with fewer scopes (RFC 6749 §6): the new refresh token has all of them as before, and is the parent's. The child is of the same
 * sign-in, and to revoke it may end all of that (RFC 7009 §2.1), as some issuers do.
 */
const fewerScopes: DeriveWay = {
  how: 'sibling',
  spends: true,
  waits: true,
  can: (token, { scopes, audience }) => refresh.can(token) && scopes.length > 0 && audience.length === 0,
  discovery: endpointOf('token_endpoint'),
  ask(credential: Credential, { scopes }: Narrowing, { base }: ActContext): HttpRequest {
    const spent = credential.refresh ?? new Secret('');
    return clientForm(base, credential, spent, (text) =>
      ['grant_type=refresh_token', `refresh_token=${text}`, ...scopePart(scopes)].join('&'),
    );
  },
  read: readFewer,
};

function readFewer(
  outcome: HttpOutcome,
  before: Credential,
  wanted: Narrowing,
  context: ActContext,
): Result<Derived, ActRefusal> {
  const told = granted(outcome, context);
  if (!told.ok) return told;
  const { access, refresh: fresh, facts } = told.value;
  return succeeded({
    credential: { access, fields: {} },
    facts: scoped(facts, wanted),
    ...(fresh === undefined ? {} : { parent: { ...before, refresh: fresh } }),
  });
}

/** An issuer that says nothing of scopes gave those that were asked for (RFC 6749 §5.1). */
const scoped = (facts: Derived['facts'], { scopes }: Narrowing): Derived['facts'] => ({
  ...facts,
  scopes: facts.scopes ?? (scopes.length === 0 ? undefined : scopes),
});

export const oauth2Derive: Derive = {
  ways: [exchange, fewerScopes],
  end: {
    discovery: endpointOf('revocation_endpoint'),
    ask: ({ access }, { fields }, { base }) =>
      clientForm(base, { fields }, access, (text) => `token=${text}&token_type_hint=access_token`),
    read: (outcome, context) => oauth2Revoke.read(outcome, context),
  },
};
