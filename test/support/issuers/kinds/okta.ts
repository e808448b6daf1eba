import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const refused = { errorCode: 'E0000011', errorSummary: 'Invalid token provided', errorLink: 'E0000011', errorId: 'x' };

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'okta',
    value: () => zeros(42),
    context: { name: 'OKTA_API_TOKEN' },
    asked: { method: 'GET', path: '/api/v1/users/me', headers: { authorization: 'SSWS {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: '00u1', status: 'ACTIVE', profile: { login: 'sam@example.test', email: 'sam@example.test' } },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      ...refusedAs({ status: 401, body: refused }),
      {
        when: 'it may not do this',
        status: 403,
        body: { errorCode: 'E0000006', errorSummary: 'You do not have permission to perform the requested action' },
        verdict: 'blocked: insufficient-scope',
      },
      {
        when: 'it is asked too often',
        status: 429,
        headers: { 'x-rate-limit-reset': '1798761660' },
        body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' },
        verdict: 'unknown: rate-limited',
      },
      ...anyIssuer,
    ],
    /** https://developer.okta.com/docs/reference/api/api-tokens */
    acts: [
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/api/v1/api-tokens/current', headers: { authorization: 'SSWS {value}' } },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it is dead already', status: 401, body: refused, means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
