import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const headers = { authorization: 'Bearer {value}', accept: 'application/vnd.heroku+json; version=3' };

/** https://devcenter.heroku.com/articles/platform-api-reference */
export const rows: readonly KindRows[] = [
  {
    kind: 'heroku',
    value: () => `HRKU-AA${zeros(58)}`,
    fields: { 'authorization-id': 'a1' },
    asked: { method: 'GET', path: '/account', headers },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: 'u1', email: 'sam@example.test' },
        verdict: 'valid',
        subject: 'sam@example.test',
      },
      ...refusedAs({ status: 401, body: { id: 'unauthorized', message: 'Invalid credentials provided.' } }),
      {
        when: 'it may not read the account',
        status: 403,
        body: { id: 'forbidden', message: 'You do not have access.' },
        verdict: 'blocked: insufficient-scope',
      },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'rotate',
        asked: { method: 'POST', path: '/oauth/authorizations/a1/actions/regenerate-tokens', headers },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              id: 'a1',
              scope: ['global'],
              access_token: { token: `HRKU-AA${'1'.repeat(58)}`, expires_in: 3600 },
            },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          {
            when: 'the new one has no end',
            status: 200,
            body: {
              id: 'a1',
              scope: ['global'],
              access_token: { token: `HRKU-AA${'1'.repeat(58)}`, expires_in: null },
            },
            means: 'issued',
            ends: 'never',
          },
          { when: 'it may not', status: 403, body: { id: 'forbidden' }, means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/oauth/authorizations/a1', headers },
        answers: [
          { when: 'it is ended', status: 200, body: { id: 'a1' }, means: 'confirmed' },
          { when: 'its servers are down', status: 503, body: '', means: 'again' },
        ],
      },
    ],
  },
  {
    kind: 'heroku',
    value: () => [8, 4, 4, 4, 12].map(zeros).join('-'),
    context: { name: 'HEROKU_API_KEY' },
    asked: { method: 'GET', path: '/account', headers },
    answers: [
      {
        when: 'one of the older form lives',
        status: 200,
        body: { id: 'u1', email: 'sam@example.test' },
        verdict: 'valid',
      },
    ],
  },
];
