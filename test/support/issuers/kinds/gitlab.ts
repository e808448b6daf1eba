import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://docs.gitlab.com/api/personal_access_tokens/ and lib/api/api_guard.rb of GitLab itself. */
const own = '/api/v4/personal_access_tokens/self';
const mine = {
  id: 42,
  name: 'ci',
  revoked: false,
  active: true,
  created_at: '2026-11-01T10:00:00.000Z',
  user_id: 7,
  scopes: ['read_api'],
  expires_at: '2027-01-31',
};
const denied = (words: string) => ({ error: 'invalid_token', error_description: words });

const refusals: readonly AnswerRow[] = [
  {
    when: 'it has expired, which is said outright',
    status: 401,
    body: denied('Token is expired. You can either do re-authorization or token refresh.'),
    verdict: 'expired',
  },
  {
    when: 'it was revoked, which is said outright',
    status: 401,
    body: denied('Token was revoked. You have to re-authorize from the user.'),
    verdict: 'revoked',
  },
  { when: 'it is not known', status: 401, body: { message: '401 Unauthorized' }, verdict: 'invalid' },
  {
    when: 'impersonation is switched off',
    status: 401,
    body: denied('Token is an impersonation token but impersonation was disabled.'),
    verdict: 'blocked: policy',
  },
  {
    when: 'it may not do what was asked',
    status: 403,
    body: { error: 'insufficient_scope', error_description: 'The request requires higher privileges.', scope: 'api' },
    verdict: 'blocked: insufficient-scope',
  },
  {
    when: 'its owner is blocked',
    status: 403,
    body: { message: '403 Forbidden - Your account has been blocked.' },
    verdict: 'blocked: account-blocked',
  },
  {
    when: 'it is asked too often',
    status: 429,
    headers: { 'retry-after': '60', 'ratelimit-remaining': '0' },
    body: 'Retry later',
    verdict: 'unknown: rate-limited',
  },
];

export const rows: readonly KindRows[] = [
  {
    kind: 'gitlab-pat',
    value: () => `glpat-${zeros(20)}`,
    asked: { method: 'GET', path: own, headers: { 'private-token': '{value}' } },
    answers: [
      {
        when: 'it lives, and ends with a day in UTC',
        status: 200,
        body: mine,
        verdict: 'valid',
        ends: '2027-01-31T00:00:00Z',
        scopes: ['read_api'],
        subject: 'user 7',
        warns: [],
      },
      { when: 'it has no end', status: 200, body: { ...mine, expires_at: null }, verdict: 'valid', ends: 'never' },
      {
        when: 'it may do everything',
        status: 200,
        body: { ...mine, scopes: ['api', 'sudo'] },
        verdict: 'valid',
        warns: ['too-wide'],
      },
      {
        when: 'it answers for itself and is revoked',
        status: 200,
        body: { ...mine, revoked: true, active: false },
        verdict: 'revoked',
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'rotate',
        token: { scopes: ['self_rotate'] },
        asked: {
          method: 'POST',
          path: `${own}/rotate`,
          headers: { 'private-token': '{value}', 'content-type': 'application/json' },
          body: { expires_at: '2028-01-01' },
        },
        answers: [
          {
            when: 'a new one comes back',
            status: 200,
            body: { ...mine, id: 43, token: `glpat-${'1'.repeat(20)}`, expires_at: '2028-01-01' },
            means: 'issued',
            ends: '2028-01-01T00:00:00Z',
            issuerId: '43',
          },
          { when: 'it may not', status: 403, body: { error: 'insufficient_scope' }, means: 'no: permission' },
          { when: 'it has expired', status: 401, body: denied('Token is expired.'), means: 'no: permission' },
          {
            when: 'it is no personal token',
            status: 405,
            body: { message: '405 Method Not Allowed' },
            means: 'no: other',
          },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: own, headers: { 'private-token': '{value}' } },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it is dead already', status: 401, body: denied('Token was revoked.'), means: 'no: permission' },
        ],
      },
    ],
  },
  {
    kind: 'gitlab-oauth',
    value: () => zeros(64),
    context: { name: 'GITLAB_OAUTH_TOKEN' },
    refresh: 'f'.repeat(64),
    fields: {
      'client-id': 'a'.repeat(64),
      'client-secret': `gloas-${zeros(64)}`,
      'redirect-uri': 'http://127.0.0.1:4321/done',
    },
    asked: { method: 'GET', path: '/oauth/token/info', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives for two hours',
        status: 200,
        body: {
          resource_owner_id: 7,
          scope: ['read_user'],
          expires_in: 7200,
          application: { uid: 'x' },
          created_at: 1_798_761_600,
        },
        verdict: 'valid',
        ends: '2027-01-01T02:00:00Z',
        scopes: ['read_user'],
        subject: 'user 7',
      },
      {
        when: 'it is of an older version and has no end',
        status: 200,
        body: { resource_owner_id: 7, scope: ['api'], expires_in: null, created_at: 1_798_761_600 },
        verdict: 'valid',
        warns: ['too-wide'],
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/oauth/token',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id={client-id}&client_secret={client-secret}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4321%2Fdone',
        },
        answers: [
          {
            when: 'a new pair comes back',
            status: 200,
            body: {
              access_token: '1'.repeat(64),
              token_type: 'Bearer',
              expires_in: 7200,
              refresh_token: '2'.repeat(64),
            },
            means: 'issued',
            ends: '2027-01-01T02:00:00Z',
          },
          { when: 'the refresh token is spent', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
          { when: 'the client is not known', status: 401, body: { error: 'invalid_client' }, means: 'no: client' },
        ],
      },
      {
        act: 'revoke',
        asked: {
          method: 'POST',
          path: '/oauth/revoke',
          body: 'client_id={client-id}&client_secret={client-secret}&token={value}',
        },
        answers: [
          { when: 'it is ended', status: 200, body: {}, means: 'confirmed' },
          {
            when: 'the client is not its own',
            status: 403,
            body: { error: 'unauthorized_client' },
            means: 'no: permission',
          },
        ],
      },
    ],
  },
  { kind: 'gitlab-other', value: () => `gldt-${zeros(20)}` },
];
