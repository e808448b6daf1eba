import type { Command } from 'commander';
import type { Action } from './program.ts';

const git = () => import('./commands/git-credential.ts');
const docker = () => import('./commands/docker-credential.ts');

/** What tools call, or what is run with tokens in its hands. */
export function addForTools(program: Command, action: Action): void {
  program
    .command('git-credential <get|store|erase>')
    .description('the credential helper of git')
    .action(action(async (context, act: string) => (await git()).gitCredential(context, act)));
  program
    .command('docker-credential <get|store|erase|list>')
    .description('the credential helper of docker')
    .action(action(async (context, act: string) => (await docker()).dockerCredential(context, act)));
}
