import type { Failure } from '../../shared/failure.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { exitOf, type Exit } from './exit-status.ts';

// Nobody to speak to is no failure.
process.stderr.on('error', () => undefined);

/** The answer, on stdout, where nothing else ever goes. */
export function answer(text: string): void {
  process.stdout.write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}

export const answerJson = (value: unknown): void => answer(JSON.stringify(value, null, 2));

export const error = (sentence: string): void => say('error', sentence);
export const warning = (sentence: string): void => say('warning', sentence);
export const hint = (sentence: string): void => say('hint', sentence);

function say(kind: string, sentence: string): void {
  process.stderr.write(`tokenkeep: ${kind}: ${plain(sentence)}\n`);
}

/** Says what happened and what to do; answers the exit status. `todo` replaces the usual advice where this program knows better. */
export function fail(failure: Failure, todo?: string): Exit {
  const words = failureWords(failure);
  error(isNamed(words.happened, failure) ? words.happened.replace(/\.$/, '') : lowered(words.happened));
  const advice = todo ?? words.todo;
  if (advice !== undefined) hint(lowered(advice));
  return exitOf(failure);
}

/** A sentence as this program says it: in lower case, with no full stop. */
export function lowered(sentence: string): string {
  const open = sentence.replace(/\.$/, '');
  // Names keep their capital.
  return /^(Tokenkeep|GitHub|GitLab|[A-Z]{2})/.test(open) ? open : open.charAt(0).toLowerCase() + open.slice(1);
}

/** A sentence that begins with a name of the user's own is left as it is. */
function isNamed(sentence: string, failure: Failure): boolean {
  return Object.values(failure).some((fact) => typeof fact === 'string' && fact !== '' && sentence.startsWith(fact));
}

/** What came from elsewhere may not steer the terminal or turn the direction of writing. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
