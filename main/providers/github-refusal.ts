import type { Verdict } from '../../shared/verdict.ts';
import type { Fields } from '../domain/json.ts';
import type { HttpAnswer } from '../domain/http-port.ts';
import type { Judgement } from '../domain/provider.ts';
import { cannotTell } from './judging.ts';

const blocked = (why: Extract<Verdict, { kind: 'blocked' }>['why']): Verdict => ({ kind: 'blocked', why });

/** GitHub tells the reason of a 403 in a sentence alone. What is repeated is our own short word for it. */
const FORBIDDEN: readonly (readonly [RegExp, Verdict, string])[] = [
  [/login attempts exceeded/i, { kind: 'unknown', cause: 'rate-limited' }, 'login attempts exceeded'],
  [/\bSAML\b|single sign-on/i, blocked('sso-required'), 'sso required'],
  [/suspended|account (?:is|was|has been) (?:blocked|disabled|locked)/i, blocked('account-blocked'), 'suspended'],
  [/ip allow list|forbids access|organization policy|enterprise policy/i, blocked('policy'), 'forbidden by policy'],
  [
    /not accessible by|must have|insufficient|not authorized to|requires? .*(?:scope|permission)/i,
    blocked('insufficient-scope'),
    'not accessible',
  ],
];

/** What an answer other than 200 says of a token; `refused` is what a plain refusal means for this one. */
export function githubRefusal({ status, headers }: HttpAnswer, body: Fields, refused: Verdict): Judgement {
  const message = body['message'];
  if (typeof message !== 'string') return cannotTell('unexpected');
  // GitHub does not tell a wrong token from an expired or a revoked one. A token that never arrived proves nothing.
  if (status === 401)
    return /^requires authentication/i.test(message)
      ? cannotTell('unexpected', 'token not received')
      : refusal(refused);
  if (status !== 403) return cannotTell('unexpected');
  if (/^required/i.test(headers['x-github-sso'] ?? ''))
    return { verdict: blocked('sso-required'), facts: {}, said: 'sso required' };
  const known = FORBIDDEN.find(([sentence]) => sentence.test(message));
  return known === undefined ? cannotTell('unexpected', 'forbidden') : { verdict: known[1], facts: {}, said: known[2] };
}

const refusal = (verdict: Verdict): Judgement => ({ verdict, facts: {}, said: 'bad credentials' });
