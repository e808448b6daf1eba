import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { NOT_EXECUTABLE, NOT_FOUND } from './exit-of-child.ts';

/** Where the system looks when nothing says where. */
const USUAL_PATH = '/usr/local/bin:/bin:/usr/bin';

/** The file that a name stands for, as the system looks for it; else the status that a shell ends with. For Unix. */
export function findProgram(
  name: string,
  searched: string | undefined,
): string | typeof NOT_FOUND | typeof NOT_EXECUTABLE {
  const places = name.includes('/')
    ? [name]
    : (searched ?? USUAL_PATH).split(path.delimiter).map((folder) => path.join(folder, name));
  const there = places.filter((place) => statSync(place, { throwIfNoEntry: false })?.isFile() === true);
  return there.find(isExecutable) ?? (there.length === 0 ? NOT_FOUND : NOT_EXECUTABLE);
}

function isExecutable(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
