import { constants, copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isoOf, type Instant } from '../../shared/time.ts';

const GENERATIONS = 5;

/** The places of one file: the current copy, five older ones newest first, and where the next is made ready. */
export interface FileCopies {
  readonly folder: string;
  readonly name: string;
  /** As said to people. */
  readonly file: string;
  readonly current: string;
  readonly older: readonly string[];
  /** The next copy is made under this name, so that it is whole and on disk before it takes the current one's place. */
  readonly nextName: string;
  readonly next: string;
  /** Says that there was once a current copy here. */
  readonly marker: string;
}

export function fileCopies(folder: string, name: string): FileCopies {
  const at = (ending: string): string => join(folder, `${name}${ending}`);
  return {
    folder,
    name,
    file: `${name}.json`,
    current: at('.json'),
    older: Array.from({ length: GENERATIONS }, (_, index) => at(`.${index + 1}.json`)),
    nextName: `${name}.next`,
    next: at('.next.json'),
    marker: at('.kept'),
  };
}

/** Moves a damaged copy out of the way, keeping it: what it holds may be worth mending by hand. Answers its new path. */
export function setAside(copies: FileCopies, path: string, now: Instant): string {
  const stamp = isoOf(now).replaceAll(/[:.]/g, '-');
  const taken = new Set(readdirSync(copies.folder));
  const nameOf = (turn: number): string => `${copies.name}.damaged-${stamp}${turn === 0 ? '' : `-${turn}`}.json`;
  let turn = 0;
  while (taken.has(nameOf(turn))) turn += 1;
  const aside = join(copies.folder, nameOf(turn));
  renameSync(path, aside);
  return aside;
}

/** Makes an older copy the current one again. Copied, not linked: what harms one of the two in place must not harm both. */
export function restoreCopy(copies: FileCopies, older: string): void {
  rmSync(copies.next, { force: true });
  copyFileSync(older, copies.next, constants.COPYFILE_EXCL);
  renameSync(copies.next, copies.current);
}

/** Removes what a write that was cut short left behind. None of it was ever acknowledged. */
export async function sweepUnfinished(copies: FileCopies): Promise<void> {
  const left = (await readdir(copies.folder)).filter((name) => name.startsWith(`${copies.nextName}.json`));
  await Promise.all(left.map((name) => rm(join(copies.folder, name), { force: true })));
}
