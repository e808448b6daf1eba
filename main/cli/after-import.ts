import { execFile } from 'node:child_process';
import { appendFile, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ImportReport } from '../../shared/commands/import.ts';
import type { Context } from './context.ts';
import { confirm } from './hidden-prompt.ts';
import { hint, plain, warning } from './speak.ts';

const run = promisify(execFile);

/** What was imported still lies in the file: it is offered to be removed, else to be kept out of git. */
export async function offerTidying({ interactive }: Context, { file, open: isOpen }: ImportReport): Promise<void> {
  if (isOpen) warning(`others than you may read ${file}`);
  const exposed = await isInGit(file);
  if (!interactive) {
    hint(`the values still lie in ${file}; remove it when you are done with it`);
    if (exposed) hint(`git does not ignore it: write ${path.basename(file)} into .gitignore`);
    return;
  }
  if (await confirm(plain(`Remove ${file} now?`))) await removeFile(file);
  else if (exposed && (await confirm(plain(`Write ${path.basename(file)} into .gitignore?`)))) await ignoreFile(file);
}

/** True where it lies in a work tree whose git would take it in. */
async function isInGit(file: string): Promise<boolean> {
  const inTree = await run('git', ['-C', path.dirname(file), 'rev-parse', '--is-inside-work-tree']).catch(
    () => undefined,
  );
  if (inTree === undefined) return false;
  return run('git', ['-C', path.dirname(file), 'check-ignore', '--quiet', file]).then(
    () => false,
    () => true,
  );
}

/** Its bytes are written over first. What a disk or a backup keeps of them is beyond any program. */
async function removeFile(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  try {
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
  hint(`${file} was written over and removed; a copy in a backup or a snapshot stays`);
}

async function ignoreFile(file: string): Promise<void> {
  const ignore = path.join(path.dirname(file), '.gitignore');
  const before = await readFile(ignore, 'utf8').catch(() => '');
  await appendFile(ignore, `${before === '' || before.endsWith('\n') ? '' : '\n'}/${path.basename(file)}\n`);
}
