import type { Argument, Command, Option } from 'commander';

/** What may stand at the end of a line that is being typed. */
export interface Candidate {
  readonly text: string;
  readonly about: string;
}

export type Completed =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  /** Names of tokens; `before` is what stands in front of each, as in `VAR=`. */
  | { readonly kind: 'tokens'; readonly before: string }
  | { readonly kind: 'files' };

const NONE: Completed = { kind: 'words', words: [] };
const OF_TOKENS = /^(?:name|token)$/i;
const OF_FILES = /^(?:file|path|dir|folder)$/i;

/** By the table of commands alone; the last word is the one being typed, and may be empty. */
export function complete(program: Command, words: readonly string[]): Completed {
  const typed = words.at(-1) ?? '';
  const { command, operands, pending, isOver } = follow(program, words.slice(0, -1));
  if (isOver) return { kind: 'files' };
  if (pending !== undefined) return valueOf(pending, typed);
  if (typed.startsWith('-')) return wordsOf(optionsOf(command), typed);
  if (command.commands.length > 0 && operands === 0) return wordsOf(commandsOf(command), typed);
  const argument = argumentAt(command, operands);
  return argument === undefined ? wordsOf(optionsOf(command), typed) : argumentOf(argument, typed);
}

function argumentAt({ registeredArguments }: Command, place: number): Argument | undefined {
  const last = registeredArguments.at(-1);
  return registeredArguments[place] ?? (last?.variadic === true ? last : undefined);
}

interface Followed {
  readonly command: Command;
  readonly operands: number;
  /** An option whose value comes next. */
  readonly pending: Option | undefined;
  /** Past `--`, where another program's own words stand. */
  readonly isOver: boolean;
}

function follow(program: Command, words: readonly string[]): Followed {
  let command = program;
  let [operands, pending]: [number, Option | undefined] = [0, undefined];
  for (const word of words) {
    if (pending !== undefined) pending = undefined;
    else if (word === '--') return { command, operands, pending, isOver: true };
    else if (word.startsWith('-')) pending = takesValue(optionNamed(command, word));
    else {
      const inner: Command | undefined = command.commands.find((one) => one.name() === word);
      if (inner === undefined) operands += 1;
      else command = inner;
    }
  }
  return { command, operands, pending, isOver: false };
}

const takesValue = (option: Option | undefined): Option | undefined =>
  option?.required === true || option?.optional === true ? option : undefined;

/** The options of all commands around it count too. */
const optionNamed = (command: Command, word: string): Option | undefined =>
  around(command)
    .flatMap(({ options }) => options)
    .find(({ short, long }) => short === word || long === word);

const around = (command: Command): readonly Command[] =>
  command.parent === null ? [command] : [command, ...around(command.parent)];

function optionsOf(command: Command): readonly Candidate[] {
  const help = command.createHelp();
  return around(command)
    .flatMap((one) => help.visibleOptions(one))
    .flatMap(({ long, short, description }) => [{ text: long ?? short ?? '', about: description }]);
}

const commandsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ text: one.name(), about: one.description() }));

function wordsOf(candidates: readonly Candidate[], typed: string): Completed {
  const seen = new Map(candidates.map((candidate) => [candidate.text, candidate]));
  return { kind: 'words', words: [...seen.values()].filter(({ text }) => text.startsWith(typed)) };
}

function valueOf({ argChoices, flags }: Option, typed: string): Completed {
  if (argChoices !== undefined) return choicesOf(argChoices, typed);
  const [, placeholder = ''] = /[<[]([^>\]]+)[>\]]/.exec(flags) ?? [];
  const variable = /^[^=]+=/.exec(typed)?.[0];
  if (placeholder.endsWith('=NAME')) return variable === undefined ? NONE : { kind: 'tokens', before: variable };
  return OF_FILES.test(placeholder) ? { kind: 'files' } : NONE;
}

function argumentOf(argument: Argument, typed: string): Completed {
  if (argument.argChoices !== undefined) return choicesOf(argument.argChoices, typed);
  const name = argument.name();
  if (OF_TOKENS.test(name)) return { kind: 'tokens', before: '' };
  if (OF_FILES.test(name)) return { kind: 'files' };
  return name.includes('|') ? choicesOf(name.split('|'), typed) : NONE;
}

const choicesOf = (choices: readonly string[], typed: string): Completed =>
  wordsOf(
    choices.map((text) => ({ text, about: '' })),
    typed,
  );
