import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, root, toolNode } from './paths.mjs';
import { mustRun } from './run.mjs';

const stampFile = at('out', 'build-stamp');
const sourceFolders = ['shared', 'main', 'renderer', 'build'];
const sourceFiles = ['package.json', 'package-lock.json'];

/** Builds, unless `out/` was built from these very sources. */
export async function buildIfStale(onStart) {
  if (isFresh()) return;
  console.log('setup: building');
  await mustRun(toolNode(), [at('build', 'build.mjs')], { onStart });
}

function isFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourcesHash();
}

/** By content, for git and editors touch files that they do not change; a few hundred small files take some 20 ms. */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of [
    ...sourceFolders.flatMap((folder) => filesUnder(at(folder))),
    ...sourceFiles.map((file) => at(file)),
  ]) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

export function forgetStamp() {
  rmSync(stampFile, { force: true });
}

export function writeStamp(hash) {
  writeFileSync(stampFile, hash);
}
