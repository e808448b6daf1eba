import { execFile } from 'node:child_process';
import { readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Callers } from '../domain/lending-ports.ts';

const ASK_MS = 2000;
const MOST_FOLDERS = 40;
const MOST_NAME = 200;
const REMEMBER_MS = 60_000;
const MOST_REMEMBERED = 200;

/** Who started a process, by the system's word, and the repository around the folder that it named. */
export const systemCallers: Callers = {
  async look({ pid, parent, folder }) {
    const [name, repo] = await Promise.all([nameOfParent(pid, parent), repoAround(folder)]);
    return { parent: name?.slice(0, MOST_NAME), repo };
  },
};

async function nameOfParent(pid: number, told: number | undefined): Promise<string | undefined> {
  const parent = told ?? (process.platform === 'linux' ? await linuxParent(pid) : undefined);
  if (parent === undefined || parent <= 1) return undefined;
  return process.platform === 'linux' ? linuxName(parent) : remembered(parent);
}

async function linuxParent(pid: number): Promise<number | undefined> {
  const status = await textOf(`/proc/${pid}/status`);
  const parent = /^PPid:\s+(\d+)$/m.exec(status ?? '')?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** A script is known there by its own name and not by that of its interpreter, but some runtimes put the name of a thread in its place. */
async function linuxName(pid: number): Promise<string | undefined> {
  const name = (await textOf(`/proc/${pid}/comm`))?.trim();
  if (name !== undefined && name !== '' && name !== 'MainThread') return name;
  return readlink(`/proc/${pid}/exe`).then(
    (file) => path.basename(file.replace(/ \(deleted\)$/, '')),
    () => undefined,
  );
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** To ask there is to start a program, and a tool that asks often is the same one for a while. */
const names = new Map<number, { readonly at: number; readonly name: Promise<string | undefined> }>();

function remembered(pid: number): Promise<string | undefined> {
  const known = names.get(pid);
  if (known !== undefined && performance.now() - known.at < REMEMBER_MS) return known.name;
  if (names.size >= MOST_REMEMBERED) names.clear();
  const name = process.platform === 'win32' ? windowsName(pid) : unixName(pid);
  names.set(pid, { at: performance.now(), name });
  return name;
}

async function unixName(pid: number): Promise<string | undefined> {
  const name = await ask('ps', ['-o', 'comm=', '-p', String(pid)]);
  return name === undefined ? undefined : path.basename(name);
}

const windowsName = (pid: number): Promise<string | undefined> =>
  ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).ProcessName`]);

async function ask(program: string, words: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, [...words], { timeout: ASK_MS, windowsHide: true });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** A work tree has a `.git` at its root: a folder, or a file that leads to one. */
async function repoAround(folder: string): Promise<string | undefined> {
  if (!path.isAbsolute(folder)) return undefined;
  let here = path.resolve(folder);
  for (let step = 0; step < MOST_FOLDERS; step += 1) {
    if (await isThere(path.join(here, '.git'))) return here;
    const above = path.dirname(here);
    if (above === here) return undefined;
    here = above;
  }
  return undefined;
}

async function isThere(place: string): Promise<boolean> {
  try {
    await stat(place);
    return true;
  } catch {
    return false;
  }
}
