import { Argument, type Command } from 'commander';
import type { Action } from './program.ts';

const lending = () => import('./commands/lending.ts');

/** What is lent, and what may be: each is listed, or one of them is ended. */
export function addLending(program: Command, action: Action): void {
  program
    .command('leases')
    .description('what is lent now; end one before its time')
    .addArgument(what())
    .argument('[id]', 'the lease to end')
    .action(
      action(async (context, act: 'list' | 'end', id: string | undefined) =>
        (await lending()).leases(context, act, id),
      ),
    );
  program
    .command('grants')
    .description('which tools may borrow without being asked about; take one back')
    .addArgument(what())
    .argument('[id]', 'the grant to end')
    .action(
      action(async (context, act: 'list' | 'end', id: string | undefined) =>
        (await lending()).grants(context, act, id),
      ),
    );
}

const what = (): Argument => new Argument('[what]').choices(['list', 'end']).default('list');
