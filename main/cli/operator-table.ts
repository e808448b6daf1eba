import type { Command } from 'commander';
import type { MetricsOptions } from './commands/metrics.ts';
import type { UpdateOptions } from './commands/update.ts';
import type { Action } from './program.ts';

/** For those who watch over many: what other programs read. */
export function addOperator(program: Command, action: Action): void {
  program
    .command('metrics')
    .description('OpenMetrics text: ends, last good checks, states, refreshes and rotations')
    .option('--hash-names', 'names and owners as digests')
    .option('--listen <port>', 'serve them at http://127.0.0.1:PORT/metrics until a signal; 0 takes a free one')
    .action(
      action(async (context, options: MetricsOptions) =>
        (await import('./commands/metrics.ts')).metrics(context, options),
      ),
    );
  program
    .command('update')
    .description('ask whether there is a newer version, and fetch it')
    .option('--install', 'put it in place as soon as no act at an issuer is open, and start it')
    .action(
      action(async (context, options: UpdateOptions) =>
        (await import('./commands/update.ts')).update(context, options),
      ),
    );
  program
    .command('calendar')
    .description('an iCalendar file of what expires and what is rotated')
    .action(action(async (context) => (await import('./commands/calendar.ts')).calendar(context)));
}
