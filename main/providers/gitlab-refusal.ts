import type { Verdict } from '../../shared/verdict.ts';
import type { Fields } from '../domain/json.ts';
import type { Judgement } from '../domain/provider.ts';
import { cannotTell, codeOf } from './judging.ts';

/** What an answer other than 200 says of a token; `refused` is what a plain refusal means for this one. */
export function gitlabRefusal(status: number, body: Fields, refused: Verdict): Judgement {
  const code = codeOf(body['error']);
  const words = [body['error_description'], body['message'], body['error']]
    .filter((word) => typeof word === 'string')
    .join(' ');
  if (status === 401 && words !== '') return { verdict: unauthorised(words, refused), facts: {}, said: code };
  if (status === 403 && words !== '') return forbidden(words, code);
  return cannotTell('unexpected', code);
}

/** GitLab says outright whether a token has expired or was revoked; all else is a token that it does not know. */
function unauthorised(words: string, refused: Verdict): Verdict {
  if (/token is expired/i.test(words)) return { kind: 'expired' };
  if (/token was revoked/i.test(words)) return { kind: 'revoked' };
  if (/impersonation/i.test(words)) return { kind: 'blocked', why: 'policy' };
  return refused;
}

function forbidden(words: string, code: string | undefined): Judgement {
  if (code === 'insufficient_scope')
    return { verdict: { kind: 'blocked', why: 'insufficient-scope' }, facts: {}, said: code };
  if (/account (?:has been|is) (?:blocked|deactivated)|account.*pending approval/i.test(words)) {
    return { verdict: { kind: 'blocked', why: 'account-blocked' }, facts: {}, said: 'account blocked' };
  }
  if (/terms of service|password expired|two-factor|ip address/i.test(words)) {
    return { verdict: { kind: 'blocked', why: 'policy' }, facts: {}, said: 'forbidden by policy' };
  }
  return cannotTell('unexpected', code ?? 'forbidden');
}
