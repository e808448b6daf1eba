import type { Command, Option } from 'commander';

/** The commands that a person is told of. */
export const commandsOf = (program: Command): readonly Command[] =>
  program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help');

/** The options that are told of a command; that it has a help of its own goes without saying. */
export const optionsOf = (command: Command): readonly Option[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
