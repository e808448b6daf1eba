import type { LendingPhrases } from '../lending.ts';
import { deCounting } from './counting.ts';

const span = (length: string | undefined): string => (length === undefined ? 'ohne genanntes Ende' : `für ${length}`);

export const deLending: LendingPhrases = {
  asks: (tool, label) => `${tool} fragt nach ${label}`,
  narrow: (scopes, length) => `Ein engeres Token mit ${scopes}, ${span(length)}. Danach wird es von selbst beendet.`,
  all: (length) => `Das ganze Token, ${span(length)}.`,
  whole: (scopes) =>
    `Es fragt nach ${scopes}, und der Aussteller kann nicht weniger machen: Ein Ja leiht das ganze Token aus.`,
  from: (program, pid, folder, parent) =>
    `${program}, Prozess ${pid}${parent === undefined ? '' : `, gestartet von ${parent}`}, in ${folder}.`,
  ownWord: 'Der Name ist das eigene Wort des Programms: Jedes Ihrer Programme könnte ihn nennen.',
  answers: {
    once: 'Einmal erlauben',
    hour: 'Für 1 Stunde erlauben',
    always: 'Immer erlauben',
    no: 'Nein',
    never: 'Nie',
  },
  how: { narrowed: 'Enger', whole: 'Ganz', broker: 'Über den Vermittler' },
  ending: 'Wird beendet',
  waiting: (n) =>
    deCounting.count(n, { one: '# Programm fragt nach einem Token…', other: '# Programme fragen nach einem Token…' }),
};
