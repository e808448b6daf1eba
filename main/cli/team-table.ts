import { Argument, Option, type Command } from 'commander';
import type { InviteOptions, JoinOptions, MemberOptions, TeamOptions } from './commands/team.ts';
import type { TokenOptions } from './commands/team-tokens.ts';
import type { Action } from './program.ts';

const members = () => import('./commands/team.ts');
const tokens = () => import('./commands/team-tokens.ts');

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
const ROLES = ['reader', 'user', 'manager'] as const;

/** The shared vault. */
export function addTeam(program: Command, action: Action): void {
  const team = program.command('team').description('a vault that several people share, sealed to its members');
  addFounding(team, action);
  addMembers(team, action);
  addOwn(team, action);
  addTokens(team, action);
}

const withTeam = (command: Command): Command =>
  command.option('--team <name>', 'which team, where this vault is in several');

const withPlace = (command: Command): Command =>
  command
    .requiredOption('--as <name>', 'what you are called in the team')
    .option('--folder <dir>', 'a folder that the members share, such as a synced one or a git checkout')
    .option(
      '--postgres <address>',
      'postgres://USER@HOST/DATABASE; its password comes from standard input or a prompt',
    );

function addFounding(team: Command, action: Action): void {
  withPlace(team.command('create <name>'))
    .description('make a team, with yourself as its manager')
    .action(
      action(async (context, name: string, options: JoinOptions) => (await members()).create(context, name, options)),
    );
  withPlace(team.command('join'))
    .description('ask to be let in; the invitation comes from standard input or a hidden prompt')
    .action(action(async (context, options: JoinOptions) => (await members()).join(context, options)));
  withPlace(team.command('recover'))
    .description('get in with the recovery that was put away, from standard input')
    .action(action(async (context, options: JoinOptions) => (await members()).recover(context, options)));
}

function addMembers(team: Command, action: Action): void {
  withTeam(team.command('invite <name>'))
    .description('print an invitation, for one person and one time; give it by a way that you trust')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default('user'))
    .option('--for <duration>', 'how long it is good, such as 3d')
    .option('--replaces <member>', 'a member whose device was lost: out when the new one is in')
    .action(
      action(async (context, name: string, options: InviteOptions) => (await members()).invite(context, name, options)),
    );
  withTeam(team.command('confirm <name>'))
    .description('let somebody in who has answered, after comparing the words that both of you see')
    .option('--phrase <words>', 'the words that the other side sees')
    .action(
      action(async (context, name: string, options: MemberOptions) =>
        (await members()).confirm(context, name, options),
      ),
    );
  withTeam(team.command('withdraw <name>'))
    .description('take an invitation back')
    .action(
      action(async (context, name: string, options: TeamOptions) => (await members()).withdraw(context, name, options)),
    );
  withTeam(team.command('members'))
    .description('who is in, and who is invited')
    .action(action(async (context, options: TeamOptions) => (await members()).list(context, options)));
  withTeam(team.command('role <member>').addArgument(new Argument('<role>').choices(ROLES)))
    .description('what a member may do')
    .action(
      action(async (context, member: string, role: (typeof ROLES)[number], options: TeamOptions) =>
        (await members()).setRole(context, member, role, options),
      ),
    );
  withTeam(team.command('remove <member>'))
    .description('put a member out: new keys at once, and what they have seen is listed to be rotated')
    .option('--heir <member>', 'who is asked to look after what was theirs')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, member: string, options: MemberOptions) =>
        (await members()).remove(context, member, options),
      ),
    );
  withTeam(team.command('recovery'))
    .description('print keys that get in when no manager can; write them down and put them away')
    .action(action(async (context, options: TeamOptions) => (await members()).recovery(context, options)));
}

function addOwn(team: Command, action: Action): void {
  team
    .command('list')
    .description('the teams that this vault is in')
    .action(action(async (context) => (await members()).teams(context)));
  withTeam(team.command('sync'))
    .description('fetch and bring now')
    .action(action(async (context, options: TeamOptions) => (await members()).sync(context, options)));
  withTeam(team.command('keys'))
    .description('new keys for yourself')
    .action(action(async (context, options: TeamOptions) => (await members()).keys(context, options)));
  withTeam(team.command('leave'))
    .description('leave the team; what it shared goes from here')
    .option('--yes', 'do not ask first')
    .action(action(async (context, options: MemberOptions) => (await members()).leave(context, options)));
  withTeam(team.command('forget'))
    .description('put away what is left here of a team that you are not in')
    .action(action(async (context, options: TeamOptions) => (await members()).forget(context, options)));
}

function addTokens(team: Command, action: Action): void {
  withTeam(team.command('share <token>'))
    .description('give a token to the team, or to some of it; managers see everything')
    .option('--with <member>', 'only this member; may be given several times', repeated)
    .action(
      action(async (context, token: string, options: TokenOptions) => (await tokens()).share(context, token, options)),
    );
  team
    .command('unshare <token>')
    .description('take it back: it goes from the others, who may have kept its value')
    .action(action(async (context, token: string) => (await tokens()).unshare(context, token)));
  team
    .command('access <token>')
    .description('who may have it, and who looks after it')
    .option('--with <member>', 'only this member; may be given several times', repeated)
    .option('--all', 'everybody in the team')
    .option('--owner <member>', 'who looks after it')
    .option('--deputy <member>', 'who does when the owner is gone')
    .action(
      action(async (context, token: string, options: TokenOptions) => (await tokens()).access(context, token, options)),
    );
  withTeam(team.command('tokens'))
    .description('who has what, who looks after it and who uses it')
    .action(action(async (context, options: TeamOptions) => (await tokens()).list(context, options)));
  withTeam(team.command('changes'))
    .description('what came about, newest first')
    .action(action(async (context, options: TeamOptions) => (await tokens()).changes(context, options)));
  withTeam(team.command('audit'))
    .description('who used what; for managers')
    .action(action(async (context, options: TeamOptions) => (await tokens()).audit(context, options)));
  withTeam(team.command('rotate-now'))
    .description('rotate whatever somebody has seen who may not have it any more')
    .option('--yes', 'do not ask first')
    .action(action(async (context, options: MemberOptions) => (await tokens()).rotateNow(context, options)));
}
