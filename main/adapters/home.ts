import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FileFailure } from '../../shared/failure.ts';
import { homeFolder } from '../../shared/home.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { unwritable } from './file-reason.ts';
import { makePrivateFolder } from './private-folder.ts';

/** The folder of the vault, absolute. `flag` is `--home`. */
export function homeOf(flag?: string): string {
  return resolve(homeFolder({ flag, platform: process.platform, env: process.env, homedir: homedir() }));
}

/** Where each thing lives inside the home. */
export interface HomePlaces {
  readonly folder: string;
  readonly lock: string;
  readonly logs: string;
}

/** Makes the home, for this user alone, where it is not there. */
export function prepareHome(folder: string): Result<HomePlaces, FileFailure> {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    return failed(unwritable(folder, error));
  }
  return succeeded({ folder, lock: join(folder, 'vault.lock'), logs: join(folder, 'logs') });
}
