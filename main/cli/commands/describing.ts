import type { Command } from 'commander';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { complete, type Candidate, type Completed } from '../describe/candidates.ts';
import { completionScripts } from '../describe/completion-scripts.ts';
import { manual } from '../describe/manual.ts';
import { exits, type Exit } from '../exit-status.ts';
import { isServed } from '../holder.ts';
import { answer, fail, plain } from '../speak.ts';

/** The script that a shell reads to complete what is typed. */
export async function completions(shell: string): Promise<Exit> {
  const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
  if (script === undefined) {
    return fail({ code: 'bad-input', field: 'the shell', need: Object.keys(completionScripts).join(', ') });
  }
  answer(script);
  return exits.done;
}

export async function tellManual(program: Command): Promise<Exit> {
  answer(manual(program));
  return exits.done;
}

export async function completeWords(
  context: Context,
  program: Command,
  words: readonly string[],
  { next }: { readonly next?: boolean },
): Promise<Exit> {
  const found = complete(program, next === true ? [...words, ''] : words);
  const lines = await linesOf(context, found, words.at(-1) ?? '');
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return exits.done;
}

async function linesOf(context: Context, found: Completed, typed: string): Promise<readonly string[]> {
  if (found.kind === 'files') return [':files'];
  if (found.kind === 'words') return found.words.map(lineOf);
  // Whoever types does not wait for a vault to be opened.
  const listed = (await isServed(context)) ? await askVault(context, 'list', {}) : undefined;
  if (listed?.ok !== true) return [];
  return listed.value.tokens
    .map(({ token }) => ({ text: `${found.before}${token.label}`, about: token.provider }))
    .filter(({ text }) => text.startsWith(typed))
    .map(lineOf);
}

const lineOf = ({ text, about }: Candidate): string => plain(text) + (about === '' ? '' : `\t${plain(about)}`);
