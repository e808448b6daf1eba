import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://developers.figma.com/docs/rest-api/users-endpoints/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'figma',
    value: () => `figd_${zeros(40)}`,
    asked: { method: 'GET', path: '/v1/me', headers: { 'x-figma-token': '{value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: '1', email: 'sam@example.test', handle: 'Sam Test', img_url: '' },
        verdict: 'valid',
        ends: 'not said',
        subject: 'sam@example.test',
      },
      {
        when: 'it may not say whose it is',
        status: 403,
        body: {
          status: 403,
          err: 'Invalid scope(s): file_content:read. This endpoint requires the current_user:read scope',
        },
        verdict: 'valid',
      },
      ...refusedAs({ status: 403, body: { status: 403, err: 'Invalid token' } }),
      { when: 'a 403 says something else', status: 403, body: { err: 'Not here' }, verdict: 'unknown: unexpected' },
      { when: 'it is refused in the other way', status: 401, body: { err: 'Unauthorized' }, verdict: 'invalid' },
      ...anyIssuer,
    ],
  },
];
