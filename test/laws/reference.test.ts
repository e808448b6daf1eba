import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { pages } from '../../build/reference.ts';
import { programOf } from '../../main/cli/program.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

test.each(Object.keys(pages))('the reference in %s tells what the program itself goes by', (file) => {
  expect(pages[file]?.()).toBe(readFileSync(join(docs, 'reference', file), 'utf8'));
});

const program = programOf(() => async () => undefined);
const GLOBAL = ['--home', '--json', '--non-interactive'];

/** What of a line that somebody is told to type does not exist. */
function unknownIn(line: string): readonly string[] {
  const [typed = ''] = line.replace(/^tokenkeep /, '').split(' -- ');
  const words = typed.split(/\s+/);
  const [name = '', act] = words.filter((word) => !GLOBAL.includes(word));
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return [name];
  if (command.commands.length > 0) {
    const inner = command.commands.find((one) => one.name() === act);
    return inner === undefined ? [`${name} ${act}`] : wrongOf(inner, words);
  }
  return wrongOf(command, words);
}

function wrongOf(command: Command, words: readonly string[]): readonly string[] {
  const known = [...GLOBAL, ...command.options.flatMap(({ long, short }) => [long, short])];
  return words.filter((word) => word.startsWith('-') && !known.includes(word));
}

test.each(readdirSync(join(docs, 'guides')))('what %s has one type is understood', (file) => {
  const lines = readFileSync(join(docs, 'guides', file), 'utf8').split('\n');
  const typed = lines.filter((line) => line.startsWith('tokenkeep '));
  expect(typed.length).toBeGreaterThan(3);
  expect(typed.map((line) => [line, unknownIn(line)] as const).filter(([, unknown]) => unknown.length > 0)).toEqual([]);
});
