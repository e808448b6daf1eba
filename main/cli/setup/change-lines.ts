import type { Change } from './change-file.ts';

/** So many lines are compared each with each; beyond, all between the first and the last difference are told to differ. */
const MOST_COMPARED = 1_000_000;

/** The lines that differ, each with its sign, and no other: what else is in such a file may be secret. */
export function changeLines({ before, after }: Change): readonly string[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  return compare(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
}

const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);

function compare(old: readonly string[], fresh: readonly string[]): readonly string[] {
  if (old.length * fresh.length > MOST_COMPARED) return [...old.map(gone), ...fresh.map(come)];
  const common = commonLengths(old, fresh);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) [i, j] = [i + 1, j + 1];
    else if (at(common, i, j + 1) > at(common, i + 1, j)) lines.push(come(fresh[j++] ?? ''));
    else lines.push(gone(old[i++] ?? ''));
  }
  return [...lines, ...old.slice(i).map(gone), ...fresh.slice(j).map(come)];
}

const gone = (line: string): string => `- ${line}`;
const come = (line: string): string => `+ ${line}`;
const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** How many lines the rest of both have in common in the same order, from each pair of places on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const table: number[][] = Array.from({ length: old.length + 1 }, () => []);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? [];
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      row[j] = old[i] === fresh[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
