import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { UnknownCause } from '../../shared/verdict.ts';
import { fieldsOf, parseJson, type Fields } from '../domain/json.ts';
import { classify, unknown } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import type { AskContext, Judgement } from '../domain/provider.ts';

/** A judgement that teaches nothing. */
export const cannotTell = (cause: UnknownCause, said?: string): Judgement => ({
  verdict: unknown(cause),
  facts: {},
  said,
});

/** An OAuth error code, such as `invalid_token`. Only what looks like one is repeated, since an answer may echo anything. */
export function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z][a-z_]{2,39}$/.test(value) ? value : undefined;
}

/** An answer that is the issuer's own, with its body; what says nothing of the token is judged here already. */
export function heard(
  outcome: HttpOutcome,
  { base }: AskContext,
): Result<{ readonly answer: HttpAnswer; readonly body: Fields }, Judgement> {
  const settled = classify(outcome, { base });
  if (settled !== undefined) return failed({ verdict: settled, facts: {} });
  const body = outcome.kind === 'answered' ? fieldsOf(parseJson(outcome.body)) : undefined;
  return outcome.kind === 'answered' && body !== undefined
    ? succeeded({ answer: outcome, body })
    : failed(cannotTell('unexpected'));
}
