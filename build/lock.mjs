import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './paths.mjs';

// Longer than any honest setup. A pid that outlives its lock by that much belongs to somebody else now.
const oldestCredible = 30 * 60_000;

/**
 * Holds `out/NAME.lock` while `work` runs, so that two setups or builds in one checkout take turns. The file lists
 * the pids that the lock stands for; it is stale when all of them are gone. `work` is given a function that
 * adds a child's pid: a child that outlives its killed parent still counts.
 */
export async function withLock(name, work) {
  mkdirSync(at('out'), { recursive: true });
  const lock = at('out', `${name}.lock`);
  const claim = `${lock}.${process.pid}`;
  writeFileSync(claim, `${process.pid}\n`);
  try {
    for (let said = false; !take(claim, lock); await sleep(100)) {
      const holder = holderOf(lock);
      if (holder === undefined) {
        clearStale(lock);
      } else if (holder && !said) {
        console.log(`${name}: another one is at work (pid ${holder}), waiting for it`);
        said = true;
      }
    }
  } finally {
    rmSync(claim, { force: true });
  }
  try {
    return await work((child) => appendFileSync(lock, `${child.pid}\n`));
  } finally {
    rmSync(lock, { force: true });
  }
}

/** `link` makes the lock appear at once with its content, or not at all. */
function take(claim, lock) {
  try {
    linkSync(claim, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The living process that holds the lock, 0 where the lock has just gone, undefined where it is stale. */
function holderOf(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > oldestCredible) return undefined;
    return readFileSync(lock, 'utf8').trim().split('\n').map(Number).find(lives);
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Takes the stale lock aside before removing it: between our look and our hand another process may have cleared it
 * and taken the lock itself. What was taken aside and turns out to be alive is put back.
 */
function clearStale(lock) {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== undefined) take(aside, lock);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
