import { Argument, Option, type Command } from 'commander';
import { DRILLS, type DrillName } from '../../shared/drill.ts';
import type { AuditOptions } from './commands/audit.ts';
import type { Action } from './program.ts';

const locking = () => import('./commands/lock.ts');
const auditing = () => import('./commands/audit.ts');

/** The commands about whether what is kept can be trusted, and got back. */
export function addTrust(program: Command, action: Action): void {
  program
    .command('audit')
    .description('who used what, and when; whether the record is whole; a copy of it that others can prove')
    .addArgument(new Argument('[what]').choices(['list', 'verify', 'export']).default('list'))
    .option('--token <name>', 'of one token')
    .option('--act <act>', 'of one kind, such as get or copy')
    .option('--actor <who>', 'by whom, or by a part of what it is called')
    .option('--since <when>', 'a date, a time with its zone, or how long ago, such as 7d')
    .option('--until <when>', 'the same')
    .option('--limit <count>', 'how many at most, newest first (200)')
    .addOption(new Option('--format <format>', 'for other programs').choices(['jsonl', 'csv']))
    .option('--out <file>', 'into a new file, for this user alone')
    .action(
      action(async (context, what: 'list' | 'verify' | 'export', options: AuditOptions) =>
        (await auditing()).audit(context, what, options),
      ),
    );
  program
    .command('drill')
    .description('rehearse a mishap on a vault that is thrown away: what holds, what would be lost, how long it takes')
    .addArgument(new Argument('<mishap>').choices(DRILLS))
    .action(action(async (context, mishap: DrillName) => (await import('./commands/drill.ts')).drill(context, mishap)));
  addLock(program, action);
}

function addLock(program: Command, action: Action): void {
  program
    .command('lock')
    .description('lend, copy and change nothing until it is unlocked')
    .action(action(async (context) => (await locking()).lock(context)));
  program
    .command('unlock')
    .description('unlock it with the passphrase, from standard input or a hidden prompt')
    .action(action(async (context) => (await locking()).unlock(context)));
  program
    .command('passphrase')
    .description('what unlocks it: set or change it, remove it, or keep values under it where there is no keychain')
    .addArgument(new Argument('[what]').choices(['set', 'remove', 'vault']).default('set'))
    .action(action(async (context, what: 'set' | 'remove' | 'vault') => (await locking()).passphrase(context, what)));
}
