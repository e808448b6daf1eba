import { execFile } from 'node:child_process';
import { readGitAddress } from '../../shared/login.ts';

const WAIT_MS = 1000;

/** The repository at a server that the folder at hand belongs to; of several, what they have in common; undefined where that is nothing. */
export async function repositoryHere(server: string): Promise<string | undefined> {
  const paths = (await remoteUrls())
    .map(readGitAddress)
    .flatMap((login) => (login?.server === server && login.path !== undefined ? [login.path] : []));
  const [first] = paths;
  if (first === undefined) return undefined;
  if (paths.every((path) => path === first)) return first;
  const owner = first.split('/')[0] ?? first;
  return paths.every((path) => path.startsWith(`${owner}/`)) ? owner : undefined;
}

function remoteUrls(): Promise<readonly string[]> {
  const args = ['config', '--null', '--get-regexp', String.raw`^remote\..*\.url$`];
  return new Promise((resolve) => {
    execFile('git', args, { timeout: WAIT_MS, windowsHide: true }, (error, stdout) => {
      resolve(error === null ? stdout.split('\0').flatMap((entry) => entry.split('\n')[1] ?? []) : []);
    });
  });
}
