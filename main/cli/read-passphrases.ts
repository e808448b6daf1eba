import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Context } from './context.ts';
import { promptHidden } from './hidden-prompt.ts';

const MOST_CHARACTERS = 8192;

/**
 * One line for each from standard input, or a hidden prompt for each at a terminal, where the last is typed twice if it is new: nobody sees
 * what was typed, and a slip would lock its owner out.
 */
export async function readPassphrases(
  context: Context,
  names: readonly string[],
  { twice = false }: { readonly twice?: boolean } = {},
): Promise<Result<readonly string[], Failure>> {
  if (!process.stdin.isTTY) return fromPipe(names);
  if (!context.interactive)
    return failed({ code: 'bad-input', field: 'the passphrase', need: 'it is read from standard input' });
  const typed: string[] = [];
  for (const name of names) typed.push(await promptHidden(`${name} (not shown): `));
  const again = twice ? await promptHidden('The same again (not shown): ') : typed.at(-1);
  if (again === typed.at(-1)) return succeeded(typed);
  return failed({ code: 'bad-input', field: 'the passphrase', need: 'it was not the same the second time' });
}

async function fromPipe(names: readonly string[]): Promise<Result<readonly string[], Failure>> {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8') as AsyncIterable<string>) {
    text += part;
    if (text.length > MOST_CHARACTERS) break;
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const isRight = text !== '' && lines.length === names.length && text.length <= MOST_CHARACTERS;
  if (isRight) return succeeded(lines);
  const need = `one line on standard input for each: ${names.join(', ').toLowerCase()}`;
  return failed({ code: 'bad-input', field: 'the passphrase', need });
}
