import type { Failure } from '../../shared/failure.ts';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Context } from './context.ts';
import { promptHidden } from './hidden-prompt.ts';

export interface Secrets {
  readonly value: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Wanted {
  /** False where only fields are asked for. */
  readonly value: boolean;
  readonly name: string;
  readonly fields: readonly string[];
}

const MOST_BYTES = 4 * 1_048_576;

/**
 * Takes what is secret where nobody else can see it. From a pipe: the value, then one line for each field in the order of the options; a
 * key in PEM counts as one line, from its beginning to its end.
 * From a terminal: a hidden prompt for each.
 */
export async function readSecrets(context: Context, wanted: Wanted): Promise<Result<Secrets, Failure>> {
  if (!process.stdin.isTTY) return fromPipe(wanted);
  if (context.interactive) return succeeded(await fromPrompt(wanted));
  return failed({ code: 'bad-input', field: 'the value', need: 'it is read from standard input' });
}

async function fromPrompt({ value, name, fields }: Wanted): Promise<Secrets> {
  const typed = value ? await promptHidden(`Value of ${name} (not shown): `) : '';
  const kept: Record<string, string> = {};
  for (const field of fields) kept[field] = await promptHidden(`${field} of ${name} (not shown): `);
  return { value: typed, fields: kept };
}

async function fromPipe({ value, fields }: Wanted): Promise<Result<Secrets, Failure>> {
  const read = await readAll();
  if (!read.ok || fields.length === 0) return read.ok ? succeeded({ value: read.value, fields: {} }) : read;
  const lines = linesOf(read.value.replace(/(?:(?<=-----)\s+|\r?\n)$/, ''));
  const least = fields.length + (value ? 1 : 0);
  if (lines.length < least || (!value && lines.length > least)) {
    const need = `${value ? 'the value, then ' : ''}one line for each --field on standard input`;
    return failed({ code: 'bad-input', field: 'the input', need });
  }
  const kept = lines.splice(lines.length - fields.length);
  return succeeded({
    value: lines.join('\n'),
    fields: Object.fromEntries(fields.map((field, i) => [field, kept[i] ?? ''])),
  });
}

function linesOf(text: string): string[] {
  return Array.from(text.matchAll(LINE), ([line]) => line.replace(/\r$/, ''));
}

/** A block of PEM, or all up to the end of a line. */
const LINE = /-----BEGIN ([A-Z ]+)-----\r?\n(?:[^-]|-(?!----))*-----END \1-----|(?<=^|\n)[^\n]*/g;

async function readAll(): Promise<Result<string, Failure>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return failed({ code: 'paste-too-long', limit: MOST_VALUE_CHARACTERS });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
    const tooLong = text.length > MOST_VALUE_CHARACTERS;
    return tooLong ? failed({ code: 'paste-too-long', limit: MOST_VALUE_CHARACTERS }) : succeeded(text);
  } catch {
    return failed({ code: 'bad-input', field: 'the value', need: 'it must be text in UTF-8' });
  }
}
