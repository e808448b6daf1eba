import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { answerJson, fail, hint, warning } from '../speak.ts';

export interface ExportOptions {
  readonly out?: string;
  readonly yes?: boolean;
}

/** Every value in plain text, after a yes: to a new file for this user alone, or to standard output. */
export async function exportAll(context: Context, { out, yes }: ExportOptions): Promise<Exit> {
  const asked = await askVault(context, 'export', { confirmed: yes === true });
  const exported =
    asked.ok || !(await agreed(context, asked.failure))
      ? asked
      : await askVault(context, 'export', { confirmed: true });
  if (!exported.ok)
    return fail(exported.failure, exported.failure.code === 'export-unconfirmed' ? 'say so with --yes' : undefined);
  const { text, count, without } = exported.value;
  if (without.length > 0) warning(`left out: ${without.join(', ')}`);
  if (out === undefined) process.stdout.write(context.json ? `${JSON.stringify({ count, without, text })}\n` : text);
  else {
    const file = path.resolve(out);
    const failure = await writeNew(file, text);
    if (failure !== undefined) return fail({ code: 'file-unwritable', file, reason: failure });
    if (context.json) answerJson({ file, count, without });
    hint(`${count} values lie in plain text in ${file} now; remove it as soon as you can`);
  }
  return exits.done;
}

async function agreed({ interactive }: Context, failure: Failure): Promise<boolean> {
  if (failure.code !== 'export-unconfirmed' || !interactive) return false;
  return confirm(`Put ${failure.count} values where every program can read them?`);
}

/** Only where nothing is yet: what is there may be open to others, or lead elsewhere. Answers the reason where it cannot. */
async function writeNew(file: string, text: string): Promise<string | undefined> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
  }
}
