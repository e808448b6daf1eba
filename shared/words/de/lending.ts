import type { LendingPhrases } from '../lending.ts';
import { deCounting } from './counting.ts';

const span = (length: string | undefined): string => (length === undefined ? 'ohne genanntes Ende' : `für ${length}`);

export const deLending: LendingPhrases = {
  asks: (tool, label) => `${tool} fragt nach ${label}`,
  narrow: (scopes, length) =>
    `Ein engeres Token mit ${scopes}, ${span(length)}. Ohne Ihr Ja wird es niemandem ausgeliehen.`,
  all: (length) => `Das ganze Token, ${span(length)}. Ohne Ihr Ja wird es niemandem ausgeliehen.`,
  whole: (scopes) =>
    `Es fragt nach ${scopes}, und der Aussteller kann nicht weniger machen: Ein Ja leiht das ganze Token aus.`,
  waiting: (n) =>
    deCounting.count(n, { one: '# Programm fragt nach einem Token…', other: '# Programme fragen nach einem Token…' }),
};
