import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const forbidden = { errors: ['Forbidden'] };

export const rows: readonly KindRows[] = [
  /** https://docs.datadoghq.com/api/latest/authentication/ */
  {
    kind: 'datadog',
    value: () => zeros(32),
    context: { name: 'DD_API_KEY' },
    asked: { method: 'GET', path: '/api/v1/validate', headers: { 'dd-api-key': '{value}' } },
    answers: [
      { when: 'it lives', status: 200, body: { valid: true }, verdict: 'valid' },
      { when: 'it is told to be none', status: 200, body: { valid: false }, verdict: 'invalid' },
      ...refusedAs({ status: 403, body: forbidden }),
      ...anyIssuer,
    ],
  },
  {
    kind: 'datadog-application-key',
    value: () => zeros(40),
    context: { name: 'DD_APP_KEY' },
    fields: { 'api-key': '1'.repeat(32) },
    asked: {
      method: 'GET',
      path: '/api/v2/validate_keys',
      headers: { 'dd-api-key': '{api-key}', 'dd-application-key': '{value}' },
    },
    answers: [
      { when: 'both live', status: 200, body: { status: 'ok' }, verdict: 'valid' },
      ...refusedAs({ status: 403, body: forbidden }),
      { when: 'it is refused in the other way', status: 401, body: forbidden, verdict: 'invalid' },
      ...anyIssuer,
    ],
  },
];
