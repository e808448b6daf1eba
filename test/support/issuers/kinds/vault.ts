import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token-self */
const asked = {
  method: 'GET',
  path: '/v1/auth/token/lookup-self',
  headers: { 'x-vault-token': '{value}', 'x-vault-namespace': '{namespace}' },
} as const;
const data = {
  accessor: 'accessor-1',
  creation_time: 1_798_761_000,
  display_name: 'token-ci',
  expire_time: '2027-01-01T01:00:00.123456789Z',
  num_uses: 0,
  policies: ['default', 'read-ci'],
  renewable: true,
  ttl: 3600,
  type: 'service',
};
const denied = { errors: ['permission denied'] };

const answers: readonly AnswerRow[] = [
  {
    when: 'it lives',
    status: 200,
    body: { data },
    verdict: 'valid',
    ends: '2027-01-01T01:00:00.123Z',
    scopes: ['default', 'read-ci'],
    subject: 'token-ci',
    issuerId: 'accessor-1',
    warns: [],
  },
  {
    when: 'it is the root token',
    status: 200,
    body: { data: { ...data, expire_time: null, policies: ['root'] } },
    verdict: 'valid',
    ends: 'never',
    warns: ['too-wide'],
  },
  {
    when: 'its uses are counted',
    status: 200,
    body: { data: { ...data, num_uses: 3 } },
    verdict: 'valid',
    warns: ['few-uses'],
  },
  { when: 'it is refused', status: 403, body: denied, verdict: 'invalid' },
  {
    when: 'it is refused after its remembered end',
    status: 403,
    body: denied,
    token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' } },
    verdict: 'expired',
  },
  { when: 'the vault is sealed', status: 503, body: { errors: ['Vault is sealed'] }, verdict: 'unknown: outage' },
  { when: 'no token arrived', status: 400, body: { errors: ['missing client token'] }, verdict: 'unknown: unexpected' },
  ...anyIssuer,
];

const life = {
  renewable: true,
  expiry: { kind: 'at', at: 1_798_761_700_000 as never, precision: 'instant', source: 'issuer' },
} as const;

export const rows: readonly KindRows[] = [
  {
    kind: 'vault',
    value: () => `hvs.${zeros(90)}`,
    fields: { namespace: 'admin' },
    asked,
    answers,
    acts: [
      {
        act: 'refresh',
        token: life,
        asked: {
          method: 'POST',
          path: '/v1/auth/token/renew-self',
          headers: { 'x-vault-token': '{value}', 'x-vault-namespace': '{namespace}' },
          body: {},
        },
        answers: [
          {
            when: 'its life is longer',
            status: 200,
            body: { auth: { client_token: `hvs.${zeros(90)}`, lease_duration: 3600, renewable: true } },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          { when: 'it is dead', status: 403, body: denied, means: 'no: grant' },
          {
            when: 'it cannot be made longer',
            status: 400,
            body: { errors: ['lease is not renewable'] },
            means: 'no: permission',
          },
        ],
      },
      {
        act: 'revoke',
        asked: { method: 'POST', path: '/v1/auth/token/revoke-self', headers: { 'x-vault-token': '{value}' } },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it is dead already', status: 403, body: denied, means: 'no: permission' },
        ],
      },
    ],
  },
  {
    kind: 'vault-batch',
    value: () => `hvb.${zeros(140)}`,
    fields: { namespace: 'admin' },
    asked,
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { data: { ...data, type: 'batch', renewable: false, accessor: '' } },
        verdict: 'valid',
        ends: '2027-01-01T01:00:00.123Z',
      },
      ...answers.slice(3),
    ],
  },
];
