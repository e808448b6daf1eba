import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access */
export const rows: readonly KindRows[] = [
  {
    kind: 'sendgrid',
    value: () => `SG.${zeros(22)}.${zeros(43)}`,
    fields: { 'key-id': 'k1' },
    token: { label: 'mail', scopes: ['mail.send', 'api_keys.create', 'api_keys.delete'] },
    asked: { method: 'GET', path: '/v3/scopes', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { scopes: ['mail.send'] },
        verdict: 'valid',
        scopes: ['mail.send'],
        warns: [],
      },
      {
        when: 'it may make keys',
        status: 200,
        body: { scopes: ['mail.send', 'api_keys.create'] },
        verdict: 'valid',
        warns: ['too-wide'],
      },
      ...refusedAs({
        status: 401,
        body: {
          errors: [{ field: null, message: 'The provided authorization grant is invalid, expired, or revoked' }],
        },
      }),
      {
        when: 'it may not ask this',
        status: 403,
        body: { errors: [{ message: 'access forbidden' }] },
        verdict: 'valid',
      },
      ...anyIssuer,
    ],
    /** https://www.twilio.com/docs/sendgrid/api-reference/api-keys/create-api-keys */
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/v3/api_keys',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/json' },
          body: { name: 'mail', scopes: ['mail.send', 'api_keys.create', 'api_keys.delete'] },
        },
        answers: [
          {
            when: 'a new one is made',
            status: 201,
            body: {
              api_key: `SG.${'1'.repeat(22)}.${zeros(43)}`,
              api_key_id: 'k2',
              name: 'mail',
              scopes: ['mail.send'],
            },
            means: 'issued',
          },
          {
            when: 'it may not make keys',
            status: 403,
            body: { errors: [{ message: 'access forbidden' }] },
            means: 'no: permission',
          },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
      {
        act: 'retire',
        asked: { method: 'DELETE', path: '/v3/api_keys/k1', headers: { authorization: 'Bearer {value}' } },
        answers: [{ when: 'the old one is ended', status: 204, means: 'not read' }],
      },
      {
        act: 'revoke',
        asked: { method: 'DELETE', path: '/v3/api_keys/k1', headers: { authorization: 'Bearer {value}' } },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
