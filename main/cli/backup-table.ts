import type { Command } from 'commander';
import type { BackupOptions } from './commands/backup.ts';
import type { RestoreOptions } from './commands/restore.ts';
import type { Action } from './program.ts';

const backing = () => import('./commands/backup.ts');
const restoring = () => import('./commands/restore.ts');

/** The commands by which all that is kept outlives this computer. */
export function addBackups(program: Command, action: Action): void {
  program
    .command('backup [file]')
    .description('all that is kept into one sealed file; its passphrase comes from standard input or a hidden prompt')
    .option('--recipient <age1…>', 'seal it for this key of age in place of a passphrase; several times', repeated)
    .option('--force', 'a file of that name may be replaced, once the new one is proven')
    .option('--make-key <file>', 'make a key for backups, in a new file; whoever has that file opens them')
    .option('--keep-passphrase', 'keep a passphrase in the keychain, for backups that are made by themselves')
    .option('--now', 'make the one that would be made by itself, as the settings say')
    .action(
      action(async (context, file: string | undefined, options: BackupOptions) =>
        (await backing()).backup(context, file, options),
      ),
    );
  program
    .command('restore <file>')
    .description('what a backup has and this computer has not; nothing newer is overwritten unasked')
    .option('--identity <file>', 'the key that it was sealed for, where that was no passphrase')
    .option('--preview', 'only say what would happen')
    .option('--replace <name>', 'put this one back although the backup is not newer; several times', repeated)
    .option('--leave <name>', 'leave this one out; several times', repeated)
    .option('--settings', 'the settings too, where they were changed here')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, file: string, options: RestoreOptions) =>
        (await restoring()).restore(context, file, options),
      ),
    );
  program
    .command('claim <name>')
    .description('a restored token is used here from now on, and nowhere else: it is renewed here again')
    .action(action(async (context, name: string) => (await restoring()).claim(context, name)));
}

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
