import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** https://docs.docker.com/reference/api/hub/latest/ */
const asked = {
  method: 'POST',
  path: '/v2/auth/token',
  headers: { 'content-type': 'application/json' },
  body: { identifier: '{username}', secret: '{value}' },
} as const;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const issued = (claims: object) => ({ access_token: `${encoded({ alg: 'RS256' })}.${encoded(claims)}.${zeros(40)}` });

const answers: readonly AnswerRow[] = [
  {
    when: 'it lives',
    status: 200,
    body: issued({ scope: 'repo:read', sub: 'sam', exp: 1_798_762_200 }),
    verdict: 'valid',
    // What is issued ends in ten minutes; of the token itself nothing is told.
    ends: 'not said',
    scopes: ['repo:read'],
    subject: 'sam',
    warns: [],
  },
  {
    when: 'it may administer',
    status: 200,
    body: issued({ scope: 'repo:admin repo:read' }),
    verdict: 'valid',
    warns: ['too-wide'],
  },
  {
    when: 'it is refused, or its user is another',
    status: 401,
    body: { message: 'Incorrect authentication credentials' },
    verdict: 'invalid',
  },
  {
    when: 'it is refused after its end by its keeper',
    status: 401,
    body: { message: 'Incorrect authentication credentials' },
    token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' } },
    verdict: 'expired',
  },
  {
    when: 'it is asked too often, and told till when',
    status: 429,
    headers: { 'x-retry-after': '1798761660' },
    body: { detail: 'Rate limit exceeded' },
    verdict: 'unknown: rate-limited',
  },
  ...anyIssuer,
];

export const rows: readonly KindRows[] = [
  { kind: 'dockerhub', value: () => `dckr_pat_${zeros(27)}`, fields: { username: 'sam' }, asked, answers },
  {
    kind: 'dockerhub-organisation',
    value: () => `dckr_oat_${zeros(32)}`,
    fields: { username: 'acme' },
    asked,
    answers: answers.slice(0, 4),
  },
];
