import type { Command } from 'commander';
import { VERSION } from '../../../shared/version.ts';
import { commandsOf, optionsOf } from './told.ts';
import { STATUSES } from './statuses.ts';

/** The manual page in the language of man(7), from the same table as the parser and its help. */
export function manual(program: Command): string {
  return [
    `.TH TOKENKEEP 1 "" "Tokenkeep ${VERSION}" "User Commands"`,
    '.SH NAME',
    `tokenkeep \\- ${text('keep API tokens in the keychain, and use them without pasting')}`,
    '.SH SYNOPSIS',
    '.B tokenkeep',
    text('[--home DIR] [--json] [--non-interactive] COMMAND …'),
    '.SH DESCRIPTION',
    text(program.description()),
    text(
      'A value is never an argument: it comes from standard input or a hidden prompt, and goes where it is asked for.',
    ),
    '.SH OPTIONS',
    ...linesOf(program),
    '.SH COMMANDS',
    ...commandsOf(program).flatMap((command) => [
      `.SS ${quoted(`${command.name()} ${command.usage()}`)}`,
      text(sentence(command.description())),
      ...linesOf(command),
    ]),
    '.SH EXIT STATUS',
    ...STATUSES.flatMap(([status, meaning]) => ['.TP', `.B ${quoted(status)}`, text(meaning)]),
    '.SH ENVIRONMENT',
    '.TP',
    '.B TOKENKEEP_HOME',
    text('the folder of the vault, where --home does not say it'),
    '.SH SEE ALSO',
    text('gitcredentials(7), docker-login(1)'),
    '',
  ].join('\n');
}

function linesOf(command: Command): readonly string[] {
  return optionsOf(command).flatMap(({ flags, description }) => ['.TP', `.B ${quoted(flags)}`, text(description)]);
}

const sentence = (words: string): string => (words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);

/** A dash that is typed is another than one that parts words; a line may not begin like a request. */
const escaped = (words: string): string =>
  words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...').replaceAll('’', "'");
const text = (words: string): string => escaped(words).replace(/^[.']/, '\\&$&');
const quoted = (words: string): string => `"${escaped(words.trim()).replaceAll('"', '""')}"`;
