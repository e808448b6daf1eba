import { anyIssuer, zeros, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** The registry's own word for whom a token speaks; what it refuses with is the same for every reason. */
const asked = { method: 'GET', path: '/-/whoami', headers: { authorization: 'Bearer {value}' } } as const;

const answers: readonly AnswerRow[] = [
  { when: 'it lives', status: 200, body: { username: 'sam' }, verdict: 'valid', subject: 'sam', warns: [] },
  { when: 'it is refused', status: 401, body: { message: 'Unauthorized' }, verdict: 'invalid' },
  { when: 'it is refused with nothing said', status: 401, body: '', verdict: 'invalid' },
  {
    when: 'it is refused after its end by its keeper',
    status: 401,
    body: {},
    token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'date', source: 'user' } },
    verdict: 'expired',
  },
  { when: 'it may not ask', status: 403, body: { message: 'Forbidden' }, verdict: 'blocked: insufficient-scope' },
  {
    when: 'the registry knows no such question',
    status: 404,
    body: { error: 'not found' },
    verdict: 'unknown: unexpected',
  },
  { when: 'it says yes to nobody', status: 200, body: {}, verdict: 'unknown: unexpected' },
  ...anyIssuer,
];

export const rows: readonly KindRows[] = [
  { kind: 'npm', value: () => `npm_${zeros(36)}`, asked, answers },
  {
    kind: 'npm-classic',
    value: () => `${zeros(8)}-${zeros(4)}-${zeros(4)}-${zeros(4)}-${zeros(12)}`,
    context: { name: 'NPM_TOKEN' },
    asked,
    answers: answers.slice(1, 3),
  },
];
