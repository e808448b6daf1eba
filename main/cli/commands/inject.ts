import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { lendNamed } from '../exec/wanted.ts';
import { isServed, whileHeld } from '../holder.ts';
import { readRequest } from '../read-request.ts';
import { fail } from '../speak.ts';

export interface InjectOptions {
  readonly in?: string;
  readonly out?: string;
}

const PLACE = /\{\{[ \t]*tokenkeep:([^{}\r\n]*?)[ \t]*\}\}/g;
/** Begins like one of ours and is none: better said than left in a file that something will read. */
const LEFT_OPEN = /\{\{[ \t]*tokenkeep:/;
const MOST_BYTES = 2 * 1_048_576;

/** Fills a template. What it cannot fill it refuses, and then writes nothing at all. */
export async function inject(context: Context, options: InjectOptions): Promise<Exit> {
  const template = await readTemplate(options.in);
  if (!template.ok) return fail(template.failure);
  const names = [...new Set([...template.value.matchAll(PLACE)].map(([, name = '']) => name))];
  if (names.includes('') || LEFT_OPEN.test(template.value.replace(PLACE, ''))) {
    return fail({ code: 'bad-input', field: 'the template', need: 'places such as {{ tokenkeep:NAME }}' });
  }
  // With several to ask for, one process holds the vault meanwhile.
  const isLone = names.length < 2 || (await isServed(context));
  const values = isLone ? await lendAll(context, names) : await whileHeld(context, () => lendAll(context, names));
  if (!values.ok) return fail(values.failure);
  // One pass: what is in a value is never read as a place.
  const filled = template.value.replace(PLACE, (_place, name: string) => values.value.get(name) ?? '');
  return put(filled, options.out);
}

async function readTemplate(file: string | undefined): Promise<Result<string, Failure>> {
  const bad = (need: string) => failed<Failure>({ code: 'bad-input', field: 'the template', need });
  if (file === undefined) {
    const read = await readRequest({ patient: true });
    return read === undefined ? bad('text in UTF-8, of 2 MB at most') : succeeded(read);
  }
  try {
    if (statSync(file).size > MOST_BYTES) return bad('text in UTF-8, of 2 MB at most');
    return succeeded(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)));
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code !== 'ENOENT';
    return bad(isThere ? 'a file that can be read, of text in UTF-8' : 'a file that is there');
  }
}

async function lendAll(
  context: Context,
  names: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, Failure>> {
  const values = new Map<string, string>();
  for (const name of names) {
    const lent = await lendNamed(context, { token: name, tool: 'inject' });
    if (!lent.ok) return lent;
    values.set(name, lent.value.value);
  }
  return succeeded(values);
}

function put(text: string, file: string | undefined): Exit {
  if (file === undefined) {
    process.stdout.write(text);
    return exits.done;
  }
  const next = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.next`);
  try {
    write(next, text);
    renameSync(next, file);
    return exits.done;
  } catch (error) {
    rmSync(next, { force: true });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
    return fail({ code: 'file-unwritable', file, reason });
  }
}

/** For its owner alone from its first moment. */
function write(file: string, text: string): void {
  const opened = openSync(file, 'wx', 0o600);
  try {
    chmodSync(file, 0o600);
    writeFileSync(opened, text);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
