import { Option, type Command } from 'commander';
import type { AddOptions } from './commands/add.ts';
import type { RotateOptions } from './commands/rotate.ts';
import type { AgentOptions } from './commands/agent.ts';
import type { SignInOptions } from './commands/sign-in.ts';
import type { CheckOptions } from './commands/look.ts';
import type { EditOptions } from './commands/edit.ts';
import type { RevokeOptions } from './commands/revoke.ts';
import type { GetOptions } from './commands/get.ts';
import { addForTools } from './tool-commands.ts';
import { addBackups } from './backup-table.ts';
import { addFinding } from './finding-table.ts';
import { addLending } from './lending-table.ts';
import { addOperator } from './operator-table.ts';
import { addTeam } from './team-table.ts';
import { addTrust } from './trust-table.ts';
import type { Action } from './program.ts';

/** Every command and its options. What a command needs is loaded when it is known which one it is. */
export function addCommands(program: Command, action: Action): void {
  addLending(program, action);
  addKeeping(program, action);
  addLooking(program, action);
  addUsing(program, action);
  addRotating(program, action);
  addForTools(program, action);
  addFinding(program, action);
  addTrust(program, action);
  addBackups(program, action);
  addTeam(program, action);
  addOperator(program, action);
  addAround(program, action);
}

const keeping = () => import('./commands/add.ts');
const signing = () => import('./commands/sign-in.ts');
const editing = () => import('./commands/edit.ts');
const looking = () => import('./commands/look.ts');
const rotating = () => import('./commands/rotate.ts');
const revoking = () => import('./commands/revoke.ts');
const getting = () => import('./commands/get.ts');
const using = () => import('./commands/use.ts');
const renewing = () => import('./commands/refresh.ts');
const around = () => import('./commands/around.ts');
const kinds = () => import('./commands/kinds.ts');
const serving = () => import('./commands/agent.ts');

function addKeeping(program: Command, action: Action): void {
  withSignIn(withFacts(program.command('add <name>')))
    .description('keep a token; its value comes from standard input or a hidden prompt, or from a sign-in')
    .option('--exact', 'keep the bytes as they are')
    .option('--mint', 'there is no value to paste: its issuer mints one from the fields, as GitHub does for an app')
    .action(
      action(async (context, name: string, options: AddOptions & SignInOptions) =>
        options.signIn === true
          ? (await signing()).signIn(context, name, options)
          : (await keeping()).add(context, name, options),
      ),
    );
  program
    .command('replace <name>')
    .description('a new value for a token that was renewed at its issuer; the rest stays')
    .option('--exact', 'keep the bytes as they are')
    .action(
      action(async (context, name: string, options: AddOptions) => (await keeping()).replace(context, name, options)),
    );
  withFacts(program.command('edit <name>'))
    .description('change what is known of a token')
    .option('--name <new>', 'another name')
    .action(
      action(async (context, name: string, options: EditOptions) => (await editing()).edit(context, name, options)),
    );
  program
    .command('revoke [name]')
    .description('end it at its issuer: local use stops at once, the issuer is asked, and a look proves it')
    .option('--all', 'every token that can be revoked from here')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, name: string | undefined, options: RevokeOptions) =>
        (await revoking()).revoke(context, name, options),
      ),
    );
  program
    .command('forget <name>')
    .description('remove it here; it still works at its issuer')
    .action(action(async (context, name: string) => (await using()).forget(context, name)));
}

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function withFacts(command: Command): Command {
  return command
    .option('--provider <id>', 'the issuer, where the guess is wrong')
    .option('--host <url>', 'a self-managed issuer')
    .option('--owner <who>', 'who looks after it')
    .option('--env <env>', 'where it is used, such as production')
    .option('--consumer <what>', 'what uses it; may be given several times', repeated)
    .option('--expires <when>', 'an ISO date or time, or never')
    .option('--leads <durations>', 'when to warn before expiry, such as 14d,3d, or default')
    .option('--rotate-every <rule>', 'a duration such as 30d, five fields of cron, or never')
    .option('--zone <zone>', 'the time zone of the cron rule, such as Europe/Berlin')
    .option(
      '--target <place>',
      'where it is written after a rotation, such as env:/path/.env#TOKEN; several times',
      repeated,
    )
    .option('--git <address>', 'where git takes it, such as https://me@git.example/owner; several times', repeated)
    .option('--docker <registry>', 'a registry that docker signs in to with it; several times', repeated)
    .addOption(new Option('--policy <policy>', 'whom it is lent to').choices(['ask', 'open', 'deny']))
    .option('--field <key>', 'a further secret of it, read after the value; may be given several times', repeated);
}

function withSignIn(command: Command): Command {
  return command
    .option('--sign-in', 'sign in at an OAuth issuer, in a browser on this computer')
    .option('--issuer <url>', 'where to sign in')
    .option('--client-id <id>', 'by what name the issuer knows this program; its secret: --field client-secret')
    .option('--device', 'sign in with a code that is typed elsewhere')
    .option('--client-credentials', 'sign the client itself in, with no person')
    .option('--scope <scope>', 'what to ask for; may be given several times', repeated)
    .option('--again', 'sign in anew a token that is kept already');
}

function addLooking(program: Command, action: Action): void {
  program
    .command('list')
    .description('what is kept and how it stands, worst first')
    .action(action(async (context) => (await looking()).list(context)));
  program
    .command('show <name>')
    .description('all that is known of a token')
    .action(action(async (context, name: string) => (await looking()).show(context, name)));
  program
    .command('check [name...]')
    .description('ask the issuers now; of all tokens where none is named')
    .option('--all', 'of all tokens')
    .option('--yes', 'also where a check does something besides looking')
    .action(
      action(async (context, names: readonly string[], options: CheckOptions) =>
        (await looking()).check(context, names, options),
      ),
    );
}

function addUsing(program: Command, action: Action): void {
  program
    .command('get <name>')
    .description('print the value, for a tool')
    .option('--tool <who>', 'the tool that asks, for the audit log')
    .option('--raw', 'no line end after it')
    .option('--min-life <seconds>', 'refresh it first if less than this is left')
    .option('--scope <scope>', 'a narrower token with this scope; may be given several times', repeated)
    .option('--audience <audience>', 'a narrower token for this audience; may be given several times', repeated)
    .option('--for <duration>', 'until when it is lent, such as 15m; a narrower token is ended then')
    .option('--wait', 'wait for the answer where you have to be asked')
    .action(
      action(async (context, name: string, options: GetOptions) => (await getting()).get(context, name, options)),
    );
  program
    .command('refresh <name>')
    .description('a new value now, where it renews itself')
    .action(action(async (context, name: string) => (await renewing()).refresh(context, name)));
  program
    .command('copy <name>')
    .description('from the keychain to the clipboard, inside the app; it is cleared again')
    .option('--clear-after <seconds>', 'how long it stays')
    .action(
      action(async (context, name: string, options: { clearAfter?: string }) =>
        (await using()).copy(context, name, options),
      ),
    );
  program
    .command('open [name]')
    .description('bring the window of the app to the front')
    .action(action(async (context, name: string | undefined) => (await using()).open(context, name)));
}

function addRotating(program: Command, action: Action): void {
  program
    .command('rotate <name>')
    .description('have its issuer make a new value, and end the old one')
    .option('--preview', 'only say what would happen')
    .option('--yes', 'do it without asking')
    .action(
      action(async (context, name: string, options: RotateOptions) =>
        (await rotating()).rotate(context, name, options),
      ),
    );
  program
    .command('undo <name>')
    .description('back to the value before the last rotation, while it still lives')
    .action(action(async (context, name: string) => (await rotating()).undo(context, name)));
}

function addAround(program: Command, action: Action): void {
  program
    .command('notices')
    .description('the inbox')
    .action(action(async (context) => (await around()).notices(context)));
  program
    .command('settings [key] [value]')
    .description('read or change the settings')
    .action(
      action(async (context, key: string | undefined, value: string | undefined) =>
        (await around()).settings(context, key, value),
      ),
    );
  program
    .command('doctor')
    .description('what this computer offers, and what each lack means')
    .option('--providers', 'what is known of each kind of token, and how sure that is')
    .action(
      action(async (context, { providers }: { providers?: boolean }) =>
        providers === true ? (await kinds()).kinds(context) : (await around()).doctor(context),
      ),
    );
  program
    .command('agent')
    .description('the vault with no window, until it is asked to leave')
    .option('--foreground', 'stay in this terminal')
    .addOption(new Option('--bound', 'end when standard input does').hideHelp())
    .addOption(new Option('--once', 'answer the one request on standard input').hideHelp())
    .action(action(async (context, options: AgentOptions) => (await serving()).agent(context, options)));
}
