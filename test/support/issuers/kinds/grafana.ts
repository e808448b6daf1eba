import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/ */
const asked = {
  method: 'GET',
  path: '/api/access-control/user/permissions',
  headers: { authorization: 'Bearer {value}' },
} as const;
const refused = { message: 'Invalid API key' };
const past = {
  expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' },
} as const;

const answers: readonly AnswerRow[] = [
  {
    when: 'it lives',
    status: 200,
    body: { 'dashboards:read': ['dashboards:*'], 'datasources:query': ['datasources:*'] },
    verdict: 'valid',
    scopes: ['dashboards:read', 'datasources:query'],
    warns: [],
  },
  {
    when: 'it may make users',
    status: 200,
    body: { 'users:create': ['global.users:*'] },
    verdict: 'valid',
    warns: ['too-wide'],
  },
  { when: 'it is refused', status: 401, body: refused, verdict: 'invalid' },
  { when: 'it is refused after its end by its keeper', status: 401, body: refused, token: past, verdict: 'expired' },
  ...anyIssuer,
];

const own = '/api/serviceaccounts/7/tokens';
const bearer = { authorization: 'Bearer {value}' };

export const rows: readonly KindRows[] = [
  {
    kind: 'grafana',
    value: () => `glsa_${zeros(32)}_${zeros(8)}`,
    fields: { 'account-id': '7', 'token-id': '41' },
    asked,
    answers,
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: own,
          headers: bearer,
          body: { name: 'tokenkeep-1798761600000', secondsToLive: 7_776_000 },
        },
        answers: [
          {
            when: 'a second one comes back',
            status: 200,
            body: { id: 42, name: 'tokenkeep-1798761600000', key: `glsa_${'1'.repeat(32)}_${'1'.repeat(8)}` },
            means: 'issued',
            ends: '2027-04-01T00:00:00Z',
            issuerId: '42',
          },
          { when: 'it may not', status: 403, body: { message: 'Forbidden' }, means: 'no: permission' },
          {
            when: 'the name is taken',
            status: 409,
            body: { message: 'service account token already exists' },
            means: 'no: other',
          },
        ],
      },
      {
        act: 'retire',
        asked: { method: 'DELETE', path: `${own}/41`, headers: bearer },
        answers: [
          { when: 'it is ended', status: 200, body: { message: 'Service account token deleted' }, means: 'not read' },
        ],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: `${own}/41`, headers: bearer },
        answers: [
          { when: 'it is ended', status: 200, body: { message: 'Service account token deleted' }, means: 'confirmed' },
          { when: 'it may not', status: 403, body: { message: 'Forbidden' }, means: 'no: permission' },
        ],
      },
    ],
  },
  { kind: 'grafana-api-key', value: () => `eyJrIjoi${zeros(80)}`, asked, answers: answers.slice(0, 4) },
  {
    kind: 'grafana-cloud',
    value: () => `glc_${zeros(60)}`,
    fields: { region: 'us' },
    asked: { method: 'GET', path: '/api/v1/tokens?region=us', headers: bearer },
    answers: [
      { when: 'it lives', status: 200, body: { items: [] }, verdict: 'valid' },
      { when: 'it lives, and may not read the list', status: 403, body: { code: 'Forbidden' }, verdict: 'valid' },
      { when: 'it is refused', status: 401, body: { code: 'InvalidCredentials' }, verdict: 'invalid' },
      {
        when: 'it is refused after its end by its keeper',
        status: 401,
        body: { code: 'InvalidCredentials' },
        token: past,
        verdict: 'expired',
      },
      ...anyIssuer,
    ],
  },
];
