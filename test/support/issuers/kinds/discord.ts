import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const refused = { message: '401: Unauthorized', code: 0 };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

export const rows: readonly KindRows[] = [
  /** https://discord.com/developers/docs/resources/user#get-current-user */
  {
    kind: 'discord-bot',
    value: () => `${zeros(24)}.${zeros(6)}.${zeros(38)}`,
    context: { name: 'DISCORD_TOKEN' },
    asked: { method: 'GET', path: '/api/v10/users/@me', headers: { authorization: 'Bot {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { id: '1', username: 'helper', bot: true },
        verdict: 'valid',
        subject: 'helper',
      },
      ...refusedAs({ status: 401, body: refused }),
      {
        when: 'it is asked too often',
        status: 429,
        body: { message: 'You are being rate limited.', retry_after: 64.57, global: false },
        verdict: 'unknown: rate-limited',
      },
      ...anyIssuer,
    ],
  },
  /** https://discord.com/developers/docs/topics/oauth2 */
  {
    kind: 'discord-oauth',
    value: () => `made-up-${zeros(22)}`,
    context: { name: 'DISCORD_OAUTH_TOKEN' },
    fields: { 'client-id': 'an-app', 'client-secret': `secret-${zeros(20)}` },
    refresh: `refresh-${zeros(22)}`,
    asked: { method: 'GET', path: '/api/v10/oauth2/@me', headers: { authorization: 'Bearer {value}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: {
          application: { id: '9', name: 'board' },
          scopes: ['guilds.join', 'identify'],
          expires: '2027-01-23T17:33:26.921000+00:00',
          user: { id: '1', username: 'sam' },
        },
        verdict: 'valid',
        ends: '2027-01-23T17:33:26.921Z',
        scopes: ['guilds.join', 'identify'],
        subject: 'sam',
      },
      {
        when: 'it lives and does not say whose it is',
        status: 200,
        body: {
          application: { id: '9', name: 'board' },
          scopes: ['guilds'],
          expires: '2027-01-23T17:33:26.921000+00:00',
        },
        verdict: 'valid',
        subject: 'board',
      },
      ...refusedAs({ status: 401, body: refused }),
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/api/oauth2/token',
          headers: form,
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id={client-id}&client_secret={client-secret}',
        },
        answers: [
          {
            when: 'it is made anew',
            status: 200,
            body: {
              access_token: `fresh-${zeros(22)}`,
              token_type: 'Bearer',
              expires_in: 604_800,
              refresh_token: `next-${zeros(22)}`,
              scope: 'identify',
            },
            means: 'issued',
            ends: '2027-01-08T00:00:00Z',
          },
          { when: 'the refresh token is dead', status: 400, body: { error: 'invalid_grant' }, means: 'no: grant' },
          { when: 'the client is not known', status: 401, body: { error: 'invalid_client' }, means: 'no: client' },
        ],
      },
      {
        act: 'revoke',
        asked: {
          method: 'POST',
          path: '/api/oauth2/token/revoke',
          headers: form,
          body: 'token={value}&token_type_hint=access_token&client_id={client-id}&client_secret={client-secret}',
        },
        answers: [
          { when: 'it is ended', status: 200, body: {}, means: 'confirmed' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
