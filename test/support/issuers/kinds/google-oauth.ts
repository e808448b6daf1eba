import { anyIssuer, zeros, type KindRows } from '../kind-rows.ts';

/** https://developers.google.com/identity/protocols/oauth2 */
const info = {
  aud: '1.apps.googleusercontent.test',
  azp: '1.apps.googleusercontent.test',
  sub: '1',
  email: 'sam@example.test',
  scope: 'https://www.googleapis.com/auth/drive.readonly openid',
  exp: '1798765199',
  expires_in: '3599',
  access_type: 'offline',
};
const refused = { error: 'invalid_token', error_description: 'Invalid Value' };

export const rows: readonly KindRows[] = [
  {
    kind: 'google-oauth',
    value: () => `ya29.${zeros(40)}`,
    refresh: `1//${zeros(60)}`,
    fields: { 'client-id': '1.apps.googleusercontent.test', 'client-secret': `GOCSPX-${zeros(28)}` },
    asked: {
      method: 'POST',
      path: '/tokeninfo',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'access_token={value}',
    },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: info,
        verdict: 'valid',
        ends: '2027-01-01T00:59:59Z',
        scopes: ['https://www.googleapis.com/auth/drive.readonly', 'openid'],
        subject: 'sam@example.test',
        warns: [],
      },
      {
        when: 'only the seconds that are left are told',
        status: 200,
        body: { scope: 'openid', expires_in: 3599, sub: '1' },
        verdict: 'valid',
        ends: '2027-01-01T00:59:59Z',
        subject: '1',
      },
      {
        when: 'it may do everything in the cloud',
        status: 200,
        body: { ...info, scope: 'https://www.googleapis.com/auth/cloud-platform' },
        verdict: 'valid',
        warns: ['too-wide'],
      },
      { when: 'it is refused', status: 400, body: refused, verdict: 'invalid' },
      {
        when: 'it is refused after its remembered end',
        status: 400,
        body: refused,
        token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' } },
        verdict: 'expired',
      },
      {
        when: 'the request itself is wrong',
        status: 400,
        body: { error: 'invalid_request' },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/token',
          body: 'grant_type=refresh_token&refresh_token=1%2F%2F000000000000000000000000000000000000000000000000000000000000&client_id={client-id}&client_secret={client-secret}',
        },
        answers: [
          {
            when: 'a new access token comes back, and no new refresh token',
            status: 200,
            body: { access_token: `ya29.${'1'.repeat(40)}`, expires_in: 3599, scope: 'openid', token_type: 'Bearer' },
            means: 'issued',
            ends: '2027-01-01T00:59:59Z',
          },
          { when: 'the consent is over', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
        ],
      },
      {
        act: 'revoke',
        asked: { method: 'POST', path: '/revoke', body: 'token={value}' },
        answers: [
          { when: 'the consent is ended', status: 200, body: {}, means: 'confirmed' },
          { when: 'it is dead already', status: 400, body: { error: 'invalid_token' }, means: 'no: other' },
        ],
      },
    ],
  },
  { kind: 'google-oauth-refresh', value: () => `1//${zeros(60)}` },
  { kind: 'google-oauth-client', value: () => `GOCSPX-${zeros(28)}` },
];
