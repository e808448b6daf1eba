import type { LendingPhrases } from '../lending.ts';
import { enCounting } from './counting.ts';

const span = (length: string | undefined): string => (length === undefined ? 'with no end named' : `for ${length}`);

export const enLending: LendingPhrases = {
  asks: (tool, label) => `${tool} asks for ${label}`,
  narrow: (scopes, length) => `A narrower token with ${scopes}, ${span(length)}. Nobody is lent it before you say yes.`,
  all: (length) => `The whole token, ${span(length)}. Nobody is lent it before you say yes.`,
  whole: (scopes) => `It asks for ${scopes}, and its issuer cannot make less: a yes lends the whole token.`,
  waiting: (n) => enCounting.count(n, { one: '# tool asks for a token…', other: '# tools ask for a token…' }),
};
