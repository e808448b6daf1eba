import { realpathSync, watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { WatchFolder } from '../domain/elsewhere-ports.ts';

/** What is written in a row is looked at once. */
const TOGETHER_MS = 2000;
const MOST_FILES = 50;
/** Linux watches each folder by itself, and has so many watches to give. */
const MOST_FOLDERS = 4096;
/** Written by tools all day, and full of others' files. */
const LEFT = new Set(['.git', 'node_modules']);

/** The system's own way for whole trees where it has one; else a watch for each folder. */
export const watchFolder: WatchFolder = (folder, changed) => {
  const told = gather(changed);
  const root = realOf(folder);
  const end = process.platform === 'linux' ? watchEach(root, told.add) : watchWhole(root, told.add);
  return () => {
    told.end();
    return end();
  };
};

/** The person may have named a link; inside, none is followed. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

type Heard = (file: string | undefined) => void;

function gather(changed: (files: readonly string[]) => void): { readonly add: Heard; end(): void } {
  let files = new Set<string>();
  let isAll = false;
  let waiting: NodeJS.Timeout | undefined;
  function tell(): void {
    const told = isAll ? [] : [...files];
    [files, isAll, waiting] = [new Set(), false, undefined];
    changed(told);
  }
  return {
    add(file) {
      if (file === undefined || files.size >= MOST_FILES) isAll = true;
      else files.add(file);
      waiting ??= setTimeout(tell, TOGETHER_MS).unref();
    },
    end: () => clearTimeout(waiting),
  };
}

function watchWhole(folder: string, heard: Heard) {
  const watcher = begin(folder, true, (name) => {
    if (name === undefined) return heard(undefined);
    if (!name.split(path.sep).some((part) => LEFT.has(part))) heard(path.join(folder, name));
  });
  return () => watcher?.close();
}

function watchEach(root: string, heard: Heard) {
  const watchers = new Map<string, FSWatcher>();
  let isOver = false;

  const hasRoom = (folder: string): boolean => !isOver && !watchers.has(folder) && watchers.size < MOST_FOLDERS;

  /** A folder that is made later may have been written into before it is watched. */
  async function add(folder: string, isNew: boolean): Promise<void> {
    if (!hasRoom(folder) || !(await isFolder(folder)) || !hasRoom(folder)) return;
    const watcher = begin(folder, false, (name) => hear(folder, name));
    if (watcher === undefined) return;
    watchers.set(folder, watcher);
    watcher.once('close', () => watchers.delete(folder));
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory() && !LEFT.has(entry.name)) await add(place, isNew);
      else if (isNew && entry.isFile()) heard(place);
    }
  }

  function hear(folder: string, name: string | undefined): void {
    if (name === undefined) return heard(undefined);
    const place = path.join(folder, name);
    heard(place);
    if (!LEFT.has(name)) void add(place, true);
  }

  void add(root, false);
  return () => {
    isOver = true;
    for (const watcher of watchers.values()) watcher.close();
  };
}

const isFolder = (place: string): Promise<boolean> =>
  lstat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Undefined where it cannot be watched: it is not there, or the system has no more watches to give. */
function begin(folder: string, recursive: boolean, heard: Heard): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { recursive, persistent: false }, (_event, name) => heard(name ?? undefined));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
