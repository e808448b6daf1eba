import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

const error = (type: string) => ({ type: 'error', error: { type, message: 'no' } });
const headers = { 'x-api-key': '{value}', 'anthropic-version': '2023-06-01' };

/** https://platform.claude.com/docs/en/api/errors */
const refusals: readonly AnswerRow[] = [
  { when: 'it is refused', status: 401, body: error('authentication_error'), verdict: 'invalid' },
  {
    when: 'it is refused after its end by its keeper',
    status: 401,
    body: error('authentication_error'),
    token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' } },
    verdict: 'expired',
  },
  {
    when: 'it lacks a permission',
    status: 403,
    body: error('permission_error'),
    verdict: 'blocked: insufficient-scope',
  },
  {
    when: 'the request itself is wrong',
    status: 400,
    body: error('invalid_request_error'),
    verdict: 'unknown: unexpected',
  },
  {
    when: 'it asks to wait',
    status: 429,
    headers: { 'retry-after': '5' },
    body: error('rate_limit_error'),
    verdict: 'unknown: rate-limited',
  },
  { when: 'it is overloaded', status: 529, body: error('overloaded_error'), verdict: 'unknown: outage' },
];

export const rows: readonly KindRows[] = [
  {
    kind: 'anthropic',
    value: () => `sk-ant-api03-${zeros(93)}AA`,
    asked: { method: 'GET', path: '/v1/models?limit=1', headers },
    answers: [
      { when: 'it lives', status: 200, body: { data: [{ id: 'm', type: 'model' }], has_more: true }, verdict: 'valid' },
      ...refusals,
      ...anyIssuer,
    ],
  },
  {
    kind: 'anthropic-admin',
    value: () => `sk-ant-admin01-${zeros(93)}AA`,
    asked: { method: 'GET', path: '/v1/organizations/me', headers },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: 'o', type: 'organization', name: 'Acme' },
        verdict: 'valid',
        subject: 'Acme',
      },
      ...refusals,
    ],
  },
  { kind: 'anthropic-oauth', value: () => `sk-ant-oat01-${zeros(93)}AA` },
];
