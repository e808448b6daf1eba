import type { LendingPhrases } from '../lending.ts';
import { enCounting } from './counting.ts';

const span = (length: string | undefined): string => (length === undefined ? 'with no end named' : `for ${length}`);

export const enLending: LendingPhrases = {
  asks: (tool, label) => `${tool} asks for ${label}`,
  narrow: (scopes, length) => `A narrower token with ${scopes}, ${span(length)}. It is ended by itself then.`,
  all: (length) => `The whole token, ${span(length)}.`,
  whole: (scopes) => `It asks for ${scopes}, and its issuer cannot make less: a yes lends the whole token.`,
  from: (program, pid, folder, parent) =>
    `${program}, process ${pid}${parent === undefined ? '' : `, started by ${parent}`}, in ${folder}.`,
  ownWord: "The name is the program's own word: any program of yours could say it.",
  answers: {
    once: 'Allow once',
    hour: 'Allow for 1 hour',
    always: 'Always allow',
    no: 'No',
    never: 'Never',
  },
  how: { narrowed: 'Narrower', whole: 'Whole', broker: 'Through the broker' },
  ending: 'Being ended',
  waiting: (n) => enCounting.count(n, { one: '# tool asks for a token…', other: '# tools ask for a token…' }),
};
