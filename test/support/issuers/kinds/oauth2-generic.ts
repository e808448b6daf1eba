import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

/** https://www.rfc-editor.org/rfc/rfc7662, with an endpoint that is named outright. */
export const rows: readonly KindRows[] = [
  {
    kind: 'oauth2-generic',
    value: () => zeros(40),
    context: { name: 'OAUTH_TOKEN' },
    fields: { 'client-id': 'me', 'client-secret': 's' },
    under: '/introspect',
    asked: {
      method: 'POST',
      path: '/introspect',
      headers: { authorization: 'Basic {basic:me:s}', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'token={value}&token_type_hint=access_token',
    },
    answers: [
      {
        when: 'it is active',
        status: 200,
        body: { active: true, scope: 'read write', username: 'sam', exp: 1_798_765_200, aud: 'api' },
        verdict: 'valid',
        ends: '2027-01-01T01:00:00Z',
        scopes: ['read', 'write'],
        subject: 'sam',
      },
      {
        when: 'it is active and no end is told',
        status: 200,
        body: { active: true },
        verdict: 'valid',
        ends: 'unknown',
      },
      {
        when: 'its time has not begun',
        status: 200,
        body: { active: true, nbf: 1_798_848_000 },
        verdict: 'blocked: not-yet-valid',
      },
      { when: 'it is not active', status: 200, body: { active: false }, verdict: 'invalid' },
      {
        when: 'it is not active after its remembered end',
        status: 200,
        body: { active: false },
        token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' } },
        verdict: 'expired',
      },
      {
        when: 'our own client is refused',
        status: 401,
        body: { error: 'invalid_client' },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
  },
];
