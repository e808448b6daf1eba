import type { BlockCause, UnknownCause, Verdict } from '../../../shared/verdict.ts';
import { BLOCK_CAUSES } from '../../../shared/verdict.ts';
import { refusalAt } from '../../domain/expiry.ts';
import { fieldsOf } from '../../domain/json.ts';
import type { HttpAnswer } from '../../domain/http-port.ts';
import type { AskContext, Judgement } from '../../domain/provider.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import { codeOf } from '../judging.ts';

/**
 * What an answer means. `refused`: the issuer does not say whether it has expired, was revoked or never was; past its remembered end it is
 * taken for that.
 */
export type Meaning = 'valid' | 'refused' | 'expired' | 'revoked' | 'invalid' | BlockCause | UnknownCause;

/** A status, perhaps a word or code that the answer has to hold, and what that means. The first that fits counts. */
export type Refusal =
  | readonly [status: number, means: Meaning]
  | readonly [status: number, says: string | RegExp, means: Meaning];

/** An answer that is the issuer's own. `json` is what it holds, of whatever form. */
export interface Told {
  readonly answer: HttpAnswer;
  readonly json: unknown;
  readonly context: AskContext;
  /** What was asked with; none of it is repeated. */
  readonly credential: Credential;
}

export function refusalIn(rules: readonly Refusal[], told: Told): Judgement | undefined {
  const words = [...wordsIn(told.json), ...(told.json === undefined ? [told.answer.body] : [])];
  const { status } = told.answer;
  const rule = rules.find((one) => one[0] === status && (one.length === 2 || words.some((word) => fits(one[1], word))));
  if (rule === undefined) return undefined;
  if (rule.length === 2) return judged(rule[1], told, codeIn(told.json));
  const [, says, means] = rule;
  // A word of our own list may be repeated; what else an answer says is not.
  return judged(means, told, typeof says === 'string' ? says : codeIn(told.json));
}

const fits = (says: string | RegExp, word: string): boolean =>
  typeof says === 'string' ? says.toLowerCase() === word.toLowerCase() : says.test(word);

export function judged(means: Meaning, { answer, context }: Told, said?: string): Judgement {
  return { verdict: verdictOf(means, answer, context), facts: {}, said };
}

function verdictOf(means: Meaning, answer: HttpAnswer, { token }: AskContext): Verdict {
  switch (means) {
    case 'refused':
      return refusalAt(token.expiry, answer.at);
    case 'valid':
    case 'expired':
    case 'revoked':
    case 'invalid':
      return { kind: means };
    default:
      return isBlock(means) ? { kind: 'blocked', why: means } : { kind: 'unknown', cause: means };
  }
}

const isBlock = (means: BlockCause | UnknownCause): means is BlockCause =>
  (BLOCK_CAUSES as readonly string[]).includes(means);

const MOST_WORDS = 100;
const DEEPEST = 4;

/** Short texts and numbers anywhere in a refusal. */
function wordsIn(json: unknown, depth = 0): readonly string[] {
  if (typeof json === 'string' || typeof json === 'number') return [String(json).slice(0, 500)];
  if (typeof json !== 'object' || json === null || depth > DEEPEST) return [];
  return Object.values(json)
    .flatMap((value) => wordsIn(value, depth + 1))
    .slice(0, MOST_WORDS);
}

/** The issuer's own code, where it stands in one of the places that codes stand in. */
export function codeIn(json: unknown): string | undefined {
  const body = fieldsOf(json) ?? {};
  const errors: unknown = body['errors'];
  const inner = fieldsOf(body['error']) ?? fieldsOf(Array.isArray(errors) ? errors[0] : undefined) ?? {};
  const places = [body['error'], body['code'], inner['code'], inner['type'], body['id']];
  return places.map(codeOf).find((code) => code !== undefined);
}
