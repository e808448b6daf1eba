import { homedir } from 'node:os';
import type { Elsewhere } from '../domain/elsewhere-ports.ts';
import { watchFolder } from './folder-watch.ts';
import { plainFiles } from './plain-files.ts';
import { createScanner } from './scanner.ts';

/** This machine as far as it is not the vault, whose folder is `vault`. */
export const createElsewhere = (vault: string): Elsewhere => ({
  scanner: createScanner(),
  files: plainFiles,
  watch: watchFolder,
  places: { home: homedir(), platform: process.platform, env: process.env, vault },
});
