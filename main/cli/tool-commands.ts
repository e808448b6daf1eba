import type { Command } from 'commander';
import type { ExecOptions } from './commands/exec.ts';
import type { InjectOptions } from './commands/inject.ts';
import type { SetupOptions } from './commands/setup.ts';
import type { Action } from './program.ts';

const running = () => import('./commands/exec.ts');
const filling = () => import('./commands/inject.ts');
const settingUp = () => import('./commands/setup.ts');
const serving = () => import('./commands/tool-credentials.ts');
const describing = () => import('./commands/describing.ts');
const git = () => import('./commands/git-credential.ts');
const docker = () => import('./commands/docker-credential.ts');

/** What tools call, or what is run with tokens in its hands. */
export function addForTools(program: Command, action: Action): void {
  program
    .command('exec <command...>')
    .usage('[options] -- COMMAND [ARGUMENT]…')
    .description('run a command with values in its environment, and end as it ends')
    .option('-e, --env <VAR=NAME>', 'a variable and the token whose value it gets; several times', repeated)
    .option('--broker <VAR=NAME>', 'a local handle in place of the value, and VAR_URL to send requests to', repeated)
    .option('--allow <requests>', 'what the broker lets through, such as "GET /repos/**"; several times', repeated)
    .option('--scope <scope>', 'a narrower token; several times', repeated)
    .option('--mask', 'take the values out of what the command prints')
    .option('--wait', 'wait for the answer where you have to be asked')
    .option('--refresh-file <path>', 'keep the value in a file of yours alone, and fresh, until the command ends')
    .action(
      action(async (context, argv: readonly string[], options: ExecOptions) =>
        (await running()).exec(context, argv, options),
      ),
    );
  program
    .command('inject')
    .description('fill {{ tokenkeep:NAME }} and {{ tokenkeep:NAME/field }} in a template')
    .option('-i, --in <file>', 'the template; else standard input')
    .option('-o, --out <file>', 'where the result goes, for its owner alone; else standard output')
    .action(action(async (context, options: InjectOptions) => (await filling()).inject(context, options)));
  program
    .command('git-credential <get|store|erase>')
    .description('the credential helper of git')
    .action(action(async (context, act: string) => (await git()).gitCredential(context, act)));
  program
    .command('docker-credential <get|store|erase|list>')
    .description('the credential helper of docker')
    .action(action(async (context, act: string) => (await docker()).dockerCredential(context, act)));
  addSetup(program, action);
  addDescribing(program, action);
}

function addSetup(program: Command, action: Action): void {
  program
    .command('setup <tool> [name]')
    .description('have git, docker, npm, gh, kubectl, aws, pip, cargo or terraform ask for their tokens here')
    .option('--at <place>', 'the server, registry, profile or user that it is for')
    .option('--hook', 'with git: search what is staged before each commit of this repository')
    .option('--undo', 'take the change back')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, tool: string, name: string | undefined, options: SetupOptions) =>
        (await settingUp()).setup(context, tool, name, options),
      ),
    );
  // Called by what setup has written, in the words of each tool.
  program
    .command('kubectl-credential <name>', { hidden: true })
    .action(action(async (context, name: string) => (await serving()).kubectlCredential(context, name)));
  program
    .command('aws-credential <name>', { hidden: true })
    .action(action(async (context, name: string) => (await serving()).awsCredential(context, name)));
  program
    .command('terraform-credential <host> <name> <action> <wanted>', { hidden: true })
    .action(
      action(async (context, host: string, name: string, act: string, wanted: string) =>
        (await serving()).terraformCredential(context, host, name, act, wanted),
      ),
    );
}

/** What is told of the table of commands itself. */
function addDescribing(program: Command, action: Action): void {
  program
    .command('completions <bash|zsh|fish|powershell>')
    .description('what a shell reads to complete what is typed, such as eval "$(tokenkeep completions bash)"')
    .action(action(async (_context, shell: string) => (await describing()).completions(shell)));
  program.command('manual', { hidden: true }).action(action(async () => (await describing()).tellManual(program)));
  program
    .command('complete [words...]', { hidden: true })
    .option('--next')
    .action(
      action(async (context, words: readonly string[], options: { next?: boolean }) =>
        (await describing()).completeWords(context, program, words, options),
      ),
    );
}

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
