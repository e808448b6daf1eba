import type { Command } from 'commander';
import type { DiscoverOptions } from './commands/discover.ts';
import type { ExportOptions } from './commands/export.ts';
import type { ImportOptions } from './commands/import.ts';
import type { LeakedOptions } from './commands/leaked.ts';
import type { ScanOptions } from './commands/scan.ts';
import type { Action } from './program.ts';

const discovering = () => import('./commands/discover.ts');
const ending = () => import('./commands/leaked.ts');
const importing = () => import('./commands/import.ts');
const exporting = () => import('./commands/export.ts');
const scanning = () => import('./commands/scan.ts');

/** The commands about tokens that lie elsewhere on this machine. */
export function addFinding(program: Command, action: Action): void {
  program
    .command('scan [path]')
    .description('is a token of yours in these files? 0: no, 1: yes, 2: could not be told')
    .option('--history', 'also in what git still holds: commits, stashes, the reflog')
    .option('--staged', 'only in what the next commit would add')
    .option('--all-patterns', 'also what has the shape of a token and is none of yours')
    .option('--shell-history', 'what was typed in shells')
    .option('--sarif', 'answer in SARIF 2.1.0')
    .option('--ignore <id>', 'from now on, leave out what was found with this number')
    .action(
      action(async (context, path: string | undefined, options: ScanOptions) =>
        (await scanning()).scan(context, path, options),
      ),
    );
  program
    .command('import <file>')
    .description('take over what another program exported or keeps; the file stays as it is')
    .option('--from <kind>', 'what kind of file it is, where that cannot be told')
    .option('--name-column <name>', 'of a table: the column of the names')
    .option('--value-column <name>', 'of a table: the column of the values')
    .option('--tokens-only', 'only what has the shape of a token')
    .option('--preview', 'only say what would be taken')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, file: string, options: ImportOptions) =>
        (await importing()).importFile(context, file, options),
      ),
    );
  program
    .command('export')
    .description('all values in plain text, as a file of variables')
    .option('--out <file>', 'a new file for you alone, in place of standard output')
    .option('--yes', 'do not ask first')
    .action(action(async (context, options: ExportOptions) => (await exporting()).exportAll(context, options)));
  program
    .command('discover')
    .description('tokens that lie in plain text where your programs keep them')
    .option('--project <folder>', 'also in the .env files of this folder; several times', repeated)
    .option('--check', 'ask their issuers whether they still live')
    .option('--take <id>', 'keep this one here, by its number, or all; several times', repeated)
    .option('--remove', 'with --take: out of its file, which can be undone')
    .option('--helpers', 'with --take: have its tool ask here instead, where it can')
    .option('--undo [id]', 'put back what was taken out, all or one')
    .option('--yes', 'do not ask first')
    .action(action(async (context, options: DiscoverOptions) => (await discovering()).discover(context, options)));
  program
    .command('leaked <name>')
    .description('its value is out: rotate or revoke it, prove the old value dead, and tell where it still lies')
    .option('--in <path>', 'where to look for what still lies about')
    .option('--history', 'also in what git still holds of it')
    .option('--yes', 'do not ask first')
    .action(
      action(async (context, name: string, options: LeakedOptions) => (await ending()).leaked(context, name, options)),
    );
}

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
