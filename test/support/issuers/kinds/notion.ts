import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const bot = { object: 'user', id: 'b1', type: 'bot', name: 'Helper', bot: { workspace_name: 'Team' } };

/** https://developers.notion.com/reference/get-self */
export const rows: readonly KindRows[] = [
  {
    kind: 'notion',
    value: () => `ntn_${zeros(46)}`,
    fields: { 'client-id': 'an-app', 'client-secret': 'made-up' },
    refresh: `refresh-${zeros(20)}`,
    asked: {
      method: 'GET',
      path: '/v1/users/me',
      headers: { authorization: 'Bearer {value}', 'notion-version': '2022-06-28' },
    },
    answers: [
      { when: 'it lives', status: 200, body: bot, verdict: 'valid', subject: 'Team' },
      ...refusedAs({ status: 401, body: { object: 'error', code: 'unauthorized', message: 'API token is invalid.' } }),
      {
        when: 'it may not ask this',
        status: 403,
        body: { object: 'error', code: 'restricted_resource' },
        verdict: 'blocked: insufficient-scope',
      },
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/v1/oauth/token',
          headers: { authorization: 'Basic {basic:an-app:made-up}', 'content-type': 'application/json' },
          body: { grant_type: 'refresh_token', refresh_token: '{refresh}' },
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: { access_token: `ntn_${'1'.repeat(46)}`, refresh_token: `next-${zeros(20)}`, token_type: 'bearer' },
            means: 'issued',
          },
          { when: 'the refresh token is dead', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
        ],
      },
      {
        act: 'revoke',
        asked: {
          method: 'POST',
          path: '/v1/oauth/revoke',
          headers: { authorization: 'Basic {basic:an-app:made-up}' },
          body: { token: '{value}' },
        },
        answers: [
          { when: 'it is ended', status: 200, body: { request_id: 'r1' }, means: 'confirmed' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
