import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://docs.gitea.com/api/#tag/user/operation/userGetCurrent */
export const rows: readonly KindRows[] = [
  {
    kind: 'gitea',
    value: () => zeros(40),
    context: { name: 'GITEA_TOKEN' },
    asked: { method: 'GET', path: '/api/v1/user', headers: { authorization: 'token {value}' } },
    answers: [
      { when: 'it lives', status: 200, body: { id: 1, login: 'sam', email: '' }, verdict: 'valid', subject: 'sam' },
      ...refusedAs({ status: 401, body: { message: 'user does not exist [uid: 0, name: ]' } }),
      {
        when: 'its scopes do not reach the account',
        status: 403,
        body: { message: 'token does not have at least one of required scope(s): [read:user]' },
        verdict: 'blocked: insufficient-scope',
      },
      { when: 'a 403 says something else', status: 403, body: { message: 'no' }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
