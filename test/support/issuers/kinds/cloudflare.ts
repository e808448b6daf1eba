import { anyIssuer, zeros, type ActRow, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/ */
const ID = 'ed17574386854bf78a67040be0a770b0';
const yes = (result: unknown) => ({ success: true, errors: [], messages: [], result });
const no = (code: number, message: string) => ({
  success: false,
  errors: [{ code, message }],
  messages: [],
  result: null,
});
const bearer = { authorization: 'Bearer {value}' };

const answers: readonly AnswerRow[] = [
  {
    when: 'it is active',
    status: 200,
    body: yes({ id: ID, status: 'active', not_before: '2026-07-01T05:20:00Z', expires_on: '2027-07-01T00:00:00Z' }),
    verdict: 'valid',
    ends: '2027-07-01T00:00:00Z',
    issuerId: ID,
    warns: [],
  },
  {
    when: 'it is active and has no end',
    status: 200,
    body: yes({ id: ID, status: 'active' }),
    verdict: 'valid',
    ends: 'never',
  },
  {
    when: 'it has expired, told with status 200',
    status: 200,
    body: yes({ id: ID, status: 'expired' }),
    verdict: 'expired',
  },
  {
    when: 'it is switched off, told with status 200',
    status: 200,
    body: yes({ id: ID, status: 'disabled' }),
    verdict: 'blocked: policy',
  },
  { when: 'it was deleted or rolled', status: 401, body: no(1000, 'Invalid API Token'), verdict: 'invalid' },
  {
    when: 'it is of no form that is known',
    status: 400,
    body: no(6003, 'Invalid request headers'),
    verdict: 'invalid',
  },
  {
    when: 'it is not for this address',
    status: 403,
    body: no(9109, 'Cannot use the access token from location'),
    verdict: 'blocked: policy',
  },
  {
    when: 'it may not, for a reason that is not known',
    status: 403,
    body: no(10000, 'Authentication error'),
    verdict: 'unknown: unexpected',
  },
  ...anyIssuer,
];

const act = (act: 'rotate' | 'revoke', owner: string): ActRow => ({
  act,
  token: { issuerId: ID },
  asked:
    act === 'rotate'
      ? { method: 'PUT', path: `/client/v4${owner}/tokens/${ID}/value`, headers: bearer, body: {} }
      : { method: 'DELETE', path: `/client/v4${owner}/tokens/${ID}`, headers: bearer },
  answers:
    act === 'rotate'
      ? [
          {
            when: 'a new value comes back',
            status: 200,
            body: yes(`cfut_${'1'.repeat(48)}`),
            means: 'issued',
            issuerId: ID,
          },
          {
            when: 'it may not',
            status: 403,
            body: no(9109, 'Unauthorized to access requested resource'),
            means: 'no: permission',
          },
          { when: 'it was answered yes with nothing in it', status: 200, body: yes(null), means: 'lost' },
        ]
      : [
          { when: 'it is ended', status: 200, body: yes({ id: ID }), means: 'confirmed' },
          {
            when: 'it may not',
            status: 403,
            body: no(9109, 'Unauthorized to access requested resource'),
            means: 'no: permission',
          },
        ],
});

export const rows: readonly KindRows[] = [
  {
    kind: 'cloudflare',
    value: () => `cfut_${zeros(48)}`,
    asked: { method: 'GET', path: '/client/v4/user/tokens/verify', headers: bearer },
    answers,
    acts: [act('rotate', '/user'), act('revoke', '/user')],
  },
  {
    kind: 'cloudflare-account-token',
    value: () => `cfat_${zeros(48)}`,
    fields: { 'account-id': 'a'.repeat(32) },
    asked: { method: 'GET', path: '/client/v4/accounts/{account-id}/tokens/verify', headers: bearer },
    answers: answers.slice(0, 8),
    acts: [act('rotate', `/accounts/${'a'.repeat(32)}`), act('revoke', `/accounts/${'a'.repeat(32)}`)],
  },
  {
    kind: 'cloudflare-global-key',
    value: () => `cfk_${zeros(48)}`,
    fields: { email: 'sam@example.test' },
    asked: { method: 'GET', path: '/client/v4/user', headers: { 'x-auth-key': '{value}', 'x-auth-email': '{email}' } },
    answers: [
      {
        when: 'it lives, and may do everything',
        status: 200,
        body: yes({ id: 'u', email: 'sam@example.test' }),
        verdict: 'valid',
        ends: 'never',
        subject: 'sam@example.test',
        warns: ['unrestricted'],
      },
      { when: 'it is refused', status: 400, body: no(6003, 'Invalid request headers'), verdict: 'invalid' },
    ],
  },
  { kind: 'cloudflare-service-key', value: () => `v1.0-${zeros(24)}-${zeros(120)}` },
];
