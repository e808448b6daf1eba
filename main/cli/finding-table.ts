import type { Command } from 'commander';
import type { ScanOptions } from './commands/scan.ts';
import type { Action } from './program.ts';

const scanning = () => import('./commands/scan.ts');

/** The commands about tokens that lie elsewhere on this machine. */
export function addFinding(program: Command, action: Action): void {
  program
    .command('scan [path]')
    .description('is a token of yours in these files? 0: no, 1: yes, 2: could not be told')
    .option('--history', 'also in what git still holds: commits, stashes, the reflog')
    .option('--staged', 'only in what the next commit would add')
    .option('--all-patterns', 'also what has the shape of a token and is none of yours')
    .option('--sarif', 'answer in SARIF 2.1.0')
    .action(
      action(async (context, path: string | undefined, options: ScanOptions) =>
        (await scanning()).scan(context, path, options),
      ),
    );
}
