import type { Token } from '../../../../shared/token.ts';
import { anyIssuer, zeros, type ActRow, type AnswerRow, type AskedFor, type KindRows } from '../kind-rows.ts';

/** https://docs.github.com/en/rest/users/users#get-the-authenticated-user, as an Enterprise Server has it. */
const user: AskedFor = {
  method: 'GET',
  path: '/api/v3/user',
  headers: {
    authorization: 'Bearer {value}',
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'Tokenkeep',
  },
};
const installation: AskedFor = { ...user, path: '/api/v3/installation/repositories?per_page=1' };

const octo = { login: 'octo', id: 1, type: 'User' };
const says = (message: string) => ({ message, documentation_url: 'https://docs.github.com/rest' });
const past: Partial<Token> = {
  expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'issuer' },
};

const refusals: readonly AnswerRow[] = [
  { when: 'it is refused', status: 401, body: says('Bad credentials'), verdict: 'invalid' },
  {
    when: 'it is refused after its remembered end',
    status: 401,
    body: says('Bad credentials'),
    token: past,
    verdict: 'expired',
  },
  {
    when: 'its organisation wants single sign-on',
    status: 403,
    headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
    body: says('Resource protected by organization SAML enforcement.'),
    verdict: 'blocked: sso-required',
  },
  {
    when: 'it may not do what was asked',
    status: 403,
    headers: { 'x-accepted-oauth-scopes': 'user' },
    body: says('Resource not accessible by personal access token'),
    verdict: 'blocked: insufficient-scope',
  },
  {
    when: 'the requests of this hour are used up',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1798763400' },
    body: says('API rate limit exceeded for user ID 1.'),
    verdict: 'unknown: rate-limited',
  },
];

/** https://docs.github.com/en/rest/credentials/revoke */
const reported: ActRow = {
  act: 'revoke',
  asked: { method: 'POST', path: '/api/v3/credentials/revoke', body: { credentials: ['{value}'] } },
  answers: [
    { when: 'it is taken, as any text is', status: 202, body: {}, means: 'accepted' },
    { when: 'it is no token', status: 422, body: says('Validation failed'), means: 'no: other' },
    { when: 'too many came from here', status: 429, body: says('Too many'), means: 'again' },
  ],
};

const ends = 'github-authentication-token-expiration';

export const rows: readonly KindRows[] = [
  {
    kind: 'github-pat-classic',
    value: () => `ghp_${zeros(36)}`,
    asked: user,
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: { 'x-oauth-scopes': 'repo, read:org', [ends]: '2027-06-30 23:59:59 UTC' },
        body: octo,
        verdict: 'valid',
        ends: '2027-06-30T23:59:59Z',
        scopes: ['repo', 'read:org'],
        subject: 'octo',
        warns: [],
      },
      {
        when: 'its end is told in the zone of its server',
        status: 200,
        headers: { 'x-oauth-scopes': '', [ends]: '2027-06-30 23:59:59 -0700' },
        body: octo,
        verdict: 'valid',
        ends: '2027-07-01T06:59:59Z',
        scopes: [],
      },
      {
        when: 'it may administer',
        status: 200,
        headers: { 'x-oauth-scopes': 'admin:org, delete_repo' },
        body: octo,
        verdict: 'valid',
        ends: 'unknown',
        warns: ['too-wide'],
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [reported],
  },
  {
    kind: 'github-pat-fine-grained',
    value: () => `github_pat_${zeros(22)}_${zeros(59)}`,
    asked: user,
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: { [ends]: '2027-02-01 00:00:00 UTC' },
        body: octo,
        verdict: 'valid',
        ends: '2027-02-01T00:00:00Z',
        subject: 'octo',
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [reported],
  },
  {
    kind: 'github-oauth-app',
    value: () => `gho_${zeros(36)}`,
    asked: user,
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: { 'x-oauth-scopes': 'gist' },
        body: octo,
        verdict: 'valid',
        scopes: ['gist'],
        subject: 'octo',
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [reported],
  },
  {
    kind: 'github-app-user',
    value: () => `ghu_${zeros(36)}`,
    refresh: `ghr_${zeros(76)}`,
    fields: { 'client-id': 'Iv1.0000000000000000', 'client-secret': zeros(40) },
    asked: user,
    answers: [
      { when: 'it lives', status: 200, body: octo, verdict: 'valid', subject: 'octo' },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [
      reported,
      {
        act: 'refresh',
        asked: {
          method: 'POST',
          path: '/login/oauth/access_token',
          headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=refresh_token&refresh_token={refresh}&client_id={client-id}&client_secret={client-secret}',
        },
        answers: [
          {
            when: 'a new pair comes back',
            status: 200,
            body: {
              access_token: `ghu_${'1'.repeat(36)}`,
              expires_in: 28_800,
              refresh_token: `ghr_${'1'.repeat(76)}`,
              refresh_token_expires_in: 15_897_600,
              scope: '',
              token_type: 'bearer',
            },
            means: 'issued',
            ends: '2027-01-01T08:00:00Z',
          },
          {
            when: 'the refresh token is spent, told with status 200',
            status: 200,
            body: {
              error: 'bad_refresh_token',
              error_description: 'The refresh token passed is incorrect or expired.',
            },
            means: 'no: grant',
          },
          {
            when: 'the client is not known, told with status 200',
            status: 200,
            body: { error: 'incorrect_client_credentials' },
            means: 'no: client',
          },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
          { when: 'it was answered yes with nothing in it', status: 200, body: {}, means: 'lost' },
        ],
      },
    ],
  },
  {
    kind: 'github-app-installation',
    value: () => `ghs_${zeros(36)}`,
    asked: installation,
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { total_count: 1, repositories: [{ id: 1, owner: { login: 'acme' } }] },
        verdict: 'valid',
        subject: 'acme',
      },
      { when: 'it has no repository', status: 200, body: { total_count: 0, repositories: [] }, verdict: 'valid' },
      {
        when: 'its installation is suspended',
        status: 403,
        body: says('This installation has been suspended'),
        verdict: 'blocked: account-blocked',
      },
      ...refusals,
      ...anyIssuer,
    ],
    acts: [
      {
        act: 'revoke',
        asked: {
          method: 'DELETE',
          path: '/api/v3/installation/token',
          headers: { authorization: 'Bearer {value}' },
        },
        answers: [
          { when: 'it is ended', status: 204, means: 'confirmed' },
          { when: 'it is dead already', status: 401, body: says('Bad credentials'), means: 'no: permission' },
        ],
      },
    ],
  },
  {
    kind: 'github-app-installation-stateless',
    value: () => `ghs_1_eyJ${zeros(200)}.${zeros(100)}.${zeros(200)}`,
    asked: installation,
    answers: [
      { when: 'it lives', status: 200, body: { total_count: 0, repositories: [] }, verdict: 'valid' },
      ...refusals,
      ...anyIssuer,
    ],
  },
  { kind: 'github-app-refresh', value: () => `ghr_${zeros(76)}` },
];
