import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

const error = (code: string | null, type = 'invalid_request_error') => ({
  error: { message: 'no', type, param: null, code },
});
const past = {
  expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' },
} as const;

const refusals: readonly AnswerRow[] = [
  { when: 'it is refused', status: 401, body: error('invalid_api_key'), verdict: 'invalid' },
  {
    when: 'it is refused after its end by its keeper',
    status: 401,
    body: error('invalid_api_key'),
    token: past,
    verdict: 'expired',
  },
  { when: 'it is restricted and may not list', status: 403, body: error(null), verdict: 'blocked: insufficient-scope' },
  {
    when: 'the country is not served',
    status: 403,
    body: error('unsupported_country_region_territory'),
    verdict: 'blocked: policy',
  },
  {
    when: 'its money is spent',
    status: 429,
    body: error('insufficient_quota', 'insufficient_quota'),
    verdict: 'unknown: rate-limited',
  },
];

/** https://developers.openai.com/api/docs/api-reference/models and …/admin-api-keys */
export const rows: readonly KindRows[] = [
  {
    kind: 'openai',
    value: () => `sk-proj-${zeros(156)}`,
    asked: { method: 'GET', path: '/v1/models', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { object: 'list', data: [{ id: 'm', object: 'model' }] },
        verdict: 'valid',
      },
      ...refusals,
      ...anyIssuer,
    ],
  },
  {
    kind: 'openai-admin',
    value: () => `sk-admin-${zeros(100)}`,
    asked: {
      method: 'GET',
      path: '/v1/organization/admin_api_keys?limit=1',
      headers: { authorization: 'Bearer {value}' },
    },
    answers: [
      { when: 'it lives', status: 200, body: { object: 'list', data: [], has_more: false }, verdict: 'valid' },
      ...refusals,
    ],
  },
];
