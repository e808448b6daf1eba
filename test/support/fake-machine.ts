import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const contents = z.object({ entries: z.record(z.string(), z.string()), clipboard: z.string() });
export type MachineContents = z.output<typeof contents>;

/** The only file of the lab in which values may lie: what the keyring and the clipboard of a real machine would hold. */
export const MACHINE_FILE = 'fake-machine.json';

/** Outlives a lab that is killed, as a real keyring and clipboard outlive the app. */
export interface FakeMachine {
  get(): MachineContents;
  set(change: Partial<MachineContents>): void;
}

export function openFakeMachine(folder: string): FakeMachine {
  const path = join(folder, MACHINE_FILE);
  let now = read(path);
  return {
    get: () => now,
    set(change) {
      now = { ...now, ...change };
      writeFileSync(`${path}.new`, JSON.stringify(now), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): MachineContents {
  try {
    return contents.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { entries: {}, clipboard: '' };
    throw new Error(`${path} is not readable as the lab's own file`, { cause: error });
  }
}
