import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://ai.google.dev/gemini-api/docs/api-key */
const asked = { method: 'GET', path: '/v1beta/models?pageSize=1', headers: { 'x-goog-api-key': '{value}' } } as const;

const error = (code: number, reason: string, message = 'no') => ({
  error: { code, message, status: 'X', details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] },
});

const answers: readonly AnswerRow[] = [
  { when: 'it lives, and is let in here', status: 200, body: { models: [{ name: 'models/m' }] }, verdict: 'valid' },
  {
    when: 'it is refused',
    status: 400,
    body: error(400, 'API_KEY_INVALID', 'API key not valid. Please pass a valid API key.'),
    verdict: 'invalid',
  },
  {
    when: 'it has expired',
    status: 400,
    body: error(400, 'API_KEY_INVALID', 'API key expired. Please renew the API key.'),
    verdict: 'expired',
  },
  {
    when: 'this service is not switched on for it',
    status: 403,
    body: error(403, 'SERVICE_DISABLED'),
    verdict: 'blocked: insufficient-scope',
  },
  {
    when: 'it is kept out of this service',
    status: 403,
    body: error(403, 'API_KEY_SERVICE_BLOCKED'),
    verdict: 'blocked: insufficient-scope',
  },
  {
    when: 'it is for other pages alone',
    status: 403,
    body: error(403, 'API_KEY_HTTP_REFERRER_BLOCKED'),
    verdict: 'blocked: policy',
  },
  {
    when: 'it is for other addresses alone',
    status: 403,
    body: error(403, 'API_KEY_IP_ADDRESS_BLOCKED'),
    verdict: 'blocked: policy',
  },
  {
    when: 'it is of a type that is not taken here',
    status: 401,
    body: error(401, 'ACCESS_TOKEN_TYPE_UNSUPPORTED'),
    verdict: 'unknown: unexpected',
  },
  {
    when: 'its quota is used up',
    status: 429,
    body: error(429, 'RATE_LIMIT_EXCEEDED'),
    verdict: 'unknown: rate-limited',
  },
  ...anyIssuer,
];

export const rows: readonly KindRows[] = [
  { kind: 'google-api-key', value: () => `AIza${zeros(35)}`, asked, answers },
  { kind: 'google-auth-key', value: () => `AQ.${zeros(50)}`, asked, answers: answers.slice(0, 6) },
];
