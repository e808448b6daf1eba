import type { Command } from 'commander';
import { VERSION } from '../../../shared/version.ts';

const STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'failed'],
  ['2', 'the command line makes no sense'],
  ['3', 'no such token'],
  ['4', 'refused: no consent, or it cannot be narrowed as asked'],
  ['5', 'the vault or the keychain is locked'],
  ['6', 'no keychain, or it does not answer'],
  ['7', 'the token is of no use: expired, revoked, invalid, or a person must sign in'],
  ['8', 'it could not be told'],
  ['9', 'pending: asked for, and not proven yet'],
  [
    '126, 127, 128+n',
    'exec: it cannot be run, there is no such program, it was ended by signal n; else its own status',
  ],
];

/** The manual page in the language of man(7), from the same table as the parser and its help. */
export function manual(program: Command): string {
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help');
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
    ...optionsOf(program),
    '.SH COMMANDS',
    ...commands.flatMap((command) => [
      `.SS ${quoted(`${command.name()} ${command.usage()}`)}`,
      text(sentence(command.description())),
      ...optionsOf(command),
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

function optionsOf(command: Command): readonly string[] {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
  return options.flatMap(({ flags, description }) => ['.TP', `.B ${quoted(flags)}`, text(description)]);
}

const sentence = (words: string): string => (words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);

/** A dash that is typed is another than one that parts words; a line may not begin like a request. */
const escaped = (words: string): string =>
  words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...').replaceAll('’', "'");
const text = (words: string): string => escaped(words).replace(/^[.']/, '\\&$&');
const quoted = (words: string): string => `"${escaped(words.trim()).replaceAll('"', '""')}"`;
