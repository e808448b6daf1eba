import { anyIssuer, zeros, type ActRow, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://docs.slack.dev/reference/methods/auth.test: the status is 200 whatever is meant. */
const asked = { method: 'POST', path: '/api/auth.test', headers: { authorization: 'Bearer {value}' } } as const;
const who = { ok: true, url: 'https://acme.slack.test/', team: 'Acme', user: 'ci', team_id: 'T0', user_id: 'U0' };
const no = (error: string) => ({ ok: false, error });

const answers: readonly AnswerRow[] = [
  {
    when: 'it lives',
    status: 200,
    headers: { 'x-oauth-scopes': 'chat:write,channels:read' },
    body: who,
    verdict: 'valid',
    scopes: ['chat:write', 'channels:read'],
    subject: 'ci in Acme',
    warns: [],
  },
  {
    when: 'it may administer',
    status: 200,
    headers: { 'x-oauth-scopes': 'admin.users:write' },
    body: who,
    verdict: 'valid',
    warns: ['too-wide'],
  },
  { when: 'it has expired', status: 200, body: no('token_expired'), verdict: 'expired' },
  { when: 'it was revoked', status: 200, body: no('token_revoked'), verdict: 'revoked' },
  { when: 'its account is gone', status: 200, body: no('account_inactive'), verdict: 'revoked' },
  { when: 'it is wrong', status: 200, body: no('invalid_auth'), verdict: 'invalid' },
  { when: 'it lacks a scope', status: 200, body: no('missing_scope'), verdict: 'blocked: insufficient-scope' },
  { when: 'it asks to wait in the body', status: 200, body: no('ratelimited'), verdict: 'unknown: rate-limited' },
  { when: 'it is broken in the body', status: 200, body: no('internal_error'), verdict: 'unknown: outage' },
  ...anyIssuer,
];

/** https://docs.slack.dev/reference/methods/auth.revoke */
const revoke: ActRow = {
  act: 'revoke',
  asked: { method: 'POST', path: '/api/auth.revoke', headers: { authorization: 'Bearer {value}' } },
  answers: [
    { when: 'it is ended', status: 200, body: { ok: true, revoked: true }, means: 'confirmed' },
    { when: 'it is dead already', status: 200, body: no('token_revoked'), means: 'no: grant' },
    { when: 'it asks to wait', status: 200, body: no('ratelimited'), means: 'again' },
  ],
};

/** https://docs.slack.dev/authentication/using-token-rotation */
const refresh: ActRow = {
  act: 'refresh',
  asked: {
    method: 'POST',
    path: '/api/oauth.v2.access',
    headers: { authorization: 'Basic {basic:1.2:s}' },
    body: 'grant_type=refresh_token&refresh_token={refresh}',
  },
  answers: [
    {
      when: 'a new pair comes back',
      status: 200,
      body: {
        ok: true,
        access_token: `xoxe.xoxb-1-${'1'.repeat(160)}`,
        refresh_token: `xoxe-1-${'1'.repeat(140)}`,
        expires_in: 43_200,
        token_type: 'bot',
        scope: 'chat:write',
      },
      means: 'issued',
      ends: '2027-01-01T12:00:00Z',
    },
    { when: 'the refresh token is spent', status: 200, body: no('invalid_refresh_token'), means: 'no: grant' },
    { when: 'the client is not known', status: 200, body: no('invalid_client_id'), means: 'no: client' },
  ],
};

const rotating = { refresh: `xoxe-1-${zeros(140)}`, fields: { 'client-id': '1.2', 'client-secret': 's' } };

export const rows: readonly KindRows[] = [
  {
    kind: 'slack',
    value: () => `xoxb-${zeros(12)}-${zeros(12)}-${zeros(24)}`,
    asked,
    answers,
    acts: [revoke],
  },
  {
    kind: 'slack-user',
    value: () => `xoxp-${zeros(12)}-${zeros(12)}-${zeros(12)}-${zeros(32)}`,
    asked,
    answers: answers.slice(0, 6),
  },
  {
    kind: 'slack-bot-rotating',
    value: () => `xoxe.xoxb-1-${zeros(166)}`,
    ...rotating,
    asked,
    answers: answers.slice(0, 6),
    acts: [revoke, refresh],
  },
  {
    kind: 'slack-user-rotating',
    value: () => `xoxe.xoxp-1-${zeros(166)}`,
    ...rotating,
    asked,
    answers: answers.slice(0, 6),
    acts: [refresh],
  },
  {
    kind: 'slack-app-level',
    value: () => `xapp-1-A${zeros(10)}-${zeros(13)}-${zeros(64)}`,
    asked,
    answers: [
      ...answers.slice(0, 1),
      {
        when: 'this question is not for its kind',
        status: 200,
        body: no('not_allowed_token_type'),
        verdict: 'blocked: insufficient-scope',
      },
      ...answers.slice(3, 6),
    ],
  },
  { kind: 'slack-refresh', value: () => `xoxe-1-${zeros(146)}` },
  { kind: 'slack-webhook', value: () => `https://hooks.slack.com/services/T${zeros(8)}/B${zeros(8)}/${zeros(24)}` },
];
