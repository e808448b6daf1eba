import { Command, CommanderError } from 'commander';
import { VERSION } from '../../shared/version.ts';
import { addCommands } from './command-table.ts';
import { contextOf, type Context, type GlobalOptions } from './context.ts';
import { exits, type Exit } from './exit-status.ts';
import { error, fail, hint, lowered } from './speak.ts';

/** What a command does: given the context, then its arguments and options as the parser hands them on. Another program's status is any number. */
export type Run<A extends unknown[]> = (context: Context, ...given: A) => Promise<number>;
export type Action = <A extends unknown[]>(run: Run<A>) => (...given: [...A, Command]) => Promise<void>;

/** Every command and option there is. What a bare program is set to is what each of its commands gets, so that comes first. */
export function programOf(action: Action, bare: Command = new Command('tokenkeep')): Command {
  const program = bare
    .description('Keeps API tokens in the keychain of this computer and shows which still live.')
    .version(VERSION)
    .option('--home <dir>', 'the folder of the vault')
    .option('--json', 'answer with one JSON value')
    .option('--non-interactive', 'never ask and never wait for a person');
  addCommands(program, action);
  return program;
}

/** Runs what the arguments say; answers the exit status. `entry` is this program's own first file. */
export async function run(argv: readonly string[], entry: string): Promise<number> {
  let status: number = exits.done;
  const bare = new Command('tokenkeep').exitOverride().configureOutput({ outputError: tellUsage });
  const program = programOf(
    (act) =>
      async (...given) => {
        const command = given.pop() as Command;
        status = await act(contextOf(command.optsWithGlobals<GlobalOptions>(), entry), ...(given as never));
      },
    bare,
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return tellBug(thrown);
    if (thrown.code === 'commander.excessArguments') {
      hint(
        'a value is never an argument, where other programs and the history of the shell see it: pipe it, or type it at the prompt',
      );
    }
    return thrown.exitCode === 0 ? exits.done : exits.usage;
  }
}

/** Says what was wrong with the arguments, and quotes of them only what cannot be a value that was put there by mistake. */
function tellUsage(text: string): void {
  const [first = '', ...rest] = text.trim().split('\n');
  const bare = first.replace(/^error: /, '').replace(/(but got \d+): .*$/, '$1');
  error(lowered(bare.replace(/'([^']*)'/g, (quoted, inner: string) => (HARMLESS.test(inner) ? quoted : 'like that'))));
  for (const line of rest) hint(line.replace(/^\((.*)\)$/, '$1').replace(/^Did/, 'did'));
}

const HARMLESS = /^-{0,2}[a-z][a-z-]{0,20}( <[a-z]+>)?$/;

/** Where it broke helps to mend it; the message is left out, for it may quote what was being read. */
function tellBug(thrown: unknown): Exit {
  const status = fail({ code: 'bug' });
  const stack = thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(stack.map((line) => `${line}\n`).join(''));
  return status;
}
