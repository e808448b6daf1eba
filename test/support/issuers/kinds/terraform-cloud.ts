import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const details = {
  data: { id: 'user-V3R563qtJNcExAkN', type: 'users', attributes: { username: 'sam', email: 'sam@example.test' } },
};

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account */
export const rows: readonly KindRows[] = [
  {
    kind: 'terraform-cloud',
    value: () => `${zeros(14)}.atlasv1.${zeros(67)}`,
    fields: { 'user-id': 'user-1', 'token-id': 'at-1' },
    token: { label: 'ci' },
    asked: { method: 'GET', path: '/api/v2/account/details', headers: { authorization: 'Bearer {value}' } },
    answers: [
      { when: 'it lives', status: 200, body: details, verdict: 'valid', ends: 'not said', subject: 'sam@example.test' },
      ...refusedAs({ status: 401, body: { errors: [{ status: '401', title: 'unauthorized' }] } }),
      {
        when: 'it may not see this, which is told as a page that is not there',
        status: 404,
        body: { errors: [{ status: '404', title: 'not found' }] },
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
    /** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/user-tokens */
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/api/v2/users/user-1/authentication-tokens',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/vnd.api+json' },
          body: {
            data: {
              type: 'authentication-tokens',
              attributes: { description: 'ci', 'expired-at': '2028-12-31T00:00:00Z' },
            },
          },
        },
        answers: [
          {
            when: 'a new one is made',
            status: 201,
            body: {
              data: {
                id: 'at-2',
                type: 'authentication-tokens',
                attributes: {
                  token: `${zeros(14)}.atlasv1.${'1'.repeat(67)}`,
                  'expired-at': '2028-12-31T00:00:00.000Z',
                },
              },
            },
            means: 'issued',
            ends: '2028-12-31T00:00:00Z',
          },
          { when: 'it may not make tokens', status: 401, body: {}, means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'retire',
        asked: {
          method: 'DELETE',
          path: '/api/v2/authentication-tokens/at-1',
          headers: { authorization: 'Bearer {value}' },
        },
        answers: [{ when: 'the old one is ended', status: 204, means: 'not read' }],
      },
      {
        act: 'revoke',
        asked: {
          method: 'DELETE',
          path: '/api/v2/authentication-tokens/at-1',
          headers: { authorization: 'Bearer {value}' },
        },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'its servers are down', status: 503, body: '', means: 'again' },
        ],
      },
    ],
  },
];
