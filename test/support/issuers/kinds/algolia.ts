import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const key = { value: 'hidden', createdAt: 1_798_761_600, acl: ['search'], validity: 0, indexes: [], description: '' };

/** https://www.algolia.com/doc/rest-api/search/get-api-key */
export const rows: readonly KindRows[] = [
  {
    kind: 'algolia',
    value: () => zeros(32),
    context: { name: 'ALGOLIA_API_KEY' },
    fields: { 'app-id': 'APP0000000' },
    asked: {
      method: 'GET',
      path: '/1/keys/{value}',
      headers: { 'x-algolia-application-id': '{app-id}', 'x-algolia-api-key': '{value}' },
    },
    answers: [
      {
        when: 'it lives and has no end',
        status: 200,
        body: key,
        verdict: 'valid',
        ends: 'never',
        scopes: ['search'],
        warns: [],
      },
      {
        when: 'it lives for an hour from its making on and may do much',
        status: 200,
        body: { ...key, validity: 3600, acl: ['search', 'deleteIndex'] },
        verdict: 'valid',
        ends: '2027-01-01T01:00:00Z',
        warns: ['too-wide'],
      },
      ...refusedAs({ status: 403, body: { message: 'Invalid Application-ID or API key', status: 403 } }),
      { when: 'it is refused in the other way', status: 401, body: { message: 'Unauthorized' }, verdict: 'invalid' },
      { when: 'a 403 says something else', status: 403, body: { message: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
