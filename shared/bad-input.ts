import type { z } from 'zod';
import type { InputFailure } from './failure.ts';

/** What is wrong with an input, from its schema's first complaint: names a field and a limit, never what was written. */
export function badInput(error: z.ZodError): InputFailure {
  const issue = error.issues[0];
  if (issue === undefined) return { code: 'bad-input', field: 'the request', need: 'something is missing' };
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...extra].map(nameOf).join('.');
  return { code: 'bad-input', field: field === '' ? 'the request' : field.slice(0, 200), need: needOf(issue) };
}

/** Names of ours are plain words. Anything else was written by the asker, and may be a value in the wrong place. */
const nameOf = (part: PropertyKey): string =>
  typeof part === 'number' || /^[a-z][a-z-]{0,31}$/i.test(String(part)) ? String(part) : '…';

const KINDS: Readonly<Record<string, string>> = { int: 'whole number', record: 'object', nonoptional: 'value' };

function needOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'there is no such field';
    case 'invalid_type':
      return `it must be a ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `it must be ${issue.values.map(String).join(' or ')}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return Number(issue.minimum) === 1 && issue.origin === 'string'
        ? 'it must not be empty'
        : `at least ${issue.minimum}${unitOf(issue.origin)}`;
    default:
      return lowered(issue.message);
  }
}

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');
const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
