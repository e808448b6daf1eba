import type { Command } from 'commander';
import { commandsOf, optionsOf } from './told.ts';
import { STATUSES } from './statuses.ts';

/** Every command with its options, in Markdown, from the same table as the parser, its help and the manual page. */
export function reference(program: Command): string {
  return [
    '# Commands',
    '',
    '`tokenkeep [--home DIR] [--json] [--non-interactive] COMMAND …`',
    '',
    'A value is never an argument: it comes from standard input or a hidden prompt, and goes where it is asked for.',
    '',
    ...tableOf(program),
    ...commandsOf(program).flatMap((command) => [
      `## ${command.name()}`,
      '',
      `\`tokenkeep ${command.name()} ${command.usage()}\``,
      '',
      ...(command.description() === '' ? [] : [sentence(command.description()), '']),
      ...tableOf(command),
    ]),
    '## Exit status',
    '',
    '| status | meaning |',
    '| --- | --- |',
    ...STATUSES.map(([status, meaning]) => `| ${status} | ${cell(meaning)} |`),
    '',
  ].join('\n');
}

function tableOf(command: Command): readonly string[] {
  const options = optionsOf(command);
  if (options.length === 0) return [];
  const rows = options.map(
    ({ flags, description }) => `| \`${flags.replaceAll('|', String.raw`\|`)}\` | ${cell(description)} |`,
  );
  return ['| option | meaning |', '| --- | --- |', ...rows, ''];
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
const cell = (words: string): string => words.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;');
