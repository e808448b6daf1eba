import { failed, succeeded, type Result } from '../../../shared/result.ts';
import type { SideEffect } from '../../../shared/kind.ts';
import type { Token } from '../../../shared/token.ts';
import { fieldsOf, parseJson, type Fields } from '../../domain/json.ts';
import { classify, isHtml } from '../../domain/outcome.ts';
import type { HttpOutcome } from '../../domain/http-port.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import type { AskContext, Check, Facts, Judgement } from '../../domain/provider.ts';
import { cannotTell } from '../judging.ts';
import { canFill, requestOf, type Question } from './question.ts';
import { codeIn, judged, refusalIn, type Meaning, type Refusal, type Told } from './refusals.ts';

export interface RestCheck extends Question {
  /** Left out: none. */
  readonly sideEffect?: SideEffect | undefined;
  /** False where this very token cannot be asked after. */
  readonly can?: ((token: Token) => boolean) | undefined;
  /** Statuses with which a token is taken; left out: 200. */
  readonly accepts?: readonly number[] | undefined;
  /** What such an answer teaches, or that the token is dead all the same; undefined where it is not the issuer's answer to this question. */
  readonly lives: (body: Fields, told: Told) => Facts | Meaning | undefined;
  readonly refusals: readonly Refusal[];
  /** The issuer answers in plain text too, or with nothing, and `json` is undefined then. */
  readonly plain?: boolean | undefined;
}

/** A look at an issuer by one request of the usual kind. */
export function restCheck(check: RestCheck): Check {
  const { auth, sideEffect = 'none' } = check;
  return {
    kind: 'online',
    sideEffect,
    can: (token) => canFill(check, token) && check.can?.(token) !== false,
    ask: (credential, context) => requestOf(check, credential, context),
    ...(auth === undefined ? {} : { present: auth }),
    judge: (outcome, context, credential) => judge(check, outcome, context, credential),
  };
}

function judge(check: RestCheck, outcome: HttpOutcome, context: AskContext, credential: Credential): Judgement {
  const { accepts = [200], lives, refusals, plain = false } = check;
  const heard = hear(outcome, { context, credential }, plain);
  if (!heard.ok) return heard.failure;
  const told = heard.value;
  if (accepts.includes(told.answer.status)) {
    const learned = lives(fieldsOf(told.json) ?? {}, told);
    if (typeof learned === 'string') return judged(learned, told, codeIn(told.json));
    if (learned !== undefined) return { verdict: { kind: 'valid' }, facts: learned };
  }
  return refusalIn(refusals, told) ?? cannotTell('unexpected', codeIn(told.json));
}

/** What is the issuer's own; the rest is judged in one way for all. */
function hear(
  outcome: HttpOutcome,
  about: Pick<Told, 'context' | 'credential'>,
  plain: boolean,
): Result<Told, Judgement> {
  const settled = classify(outcome, about.context);
  const isPlain = plain && outcome.kind === 'answered' && !outcome.cut && !isHtml(outcome);
  const isReadable = settled?.kind === 'unknown' && settled.cause === 'unexpected' && isPlain;
  if (settled !== undefined && !isReadable) return failed({ verdict: settled, facts: {} });
  if (outcome.kind === 'silent') return failed(cannotTell(outcome.cause));
  return succeeded({ answer: outcome, json: parseJson(outcome.body), ...about });
}
