import { parse as parseIni } from 'ini';
import { parseJson } from '../domain/json.ts';

export type Grammar = 'json' | 'yaml' | 'toml' | 'ini';

/** A text at the end of a way through a tree of names. */
export interface Leaf {
  readonly way: readonly string[];
  readonly text: string;
}

const MOST_DEPTH = 20;
const MOST_LEAVES = 20_000;

/** The texts of a file and the ways to them; undefined where it does not follow its grammar. */
export async function leavesOf(grammar: Grammar, text: string): Promise<readonly Leaf[] | undefined> {
  try {
    const leaves: Leaf[] = [];
    gather(await treeOf(grammar, text), [], leaves);
    return leaves;
  } catch {
    // What a parser says quotes what it read.
    return undefined;
  }
}

/** The large grammars are loaded for the first file that is written in them. */
async function treeOf(grammar: Grammar, text: string): Promise<unknown> {
  switch (grammar) {
    case 'json':
      return parseJson(text);
    case 'yaml':
      // A few names may lead to one place, but not so many that they make a small file a large one.
      // Nor may it warn by itself: it would quote the file on standard error.
      return (await import('yaml')).parse(text, { maxAliasCount: 100, logLevel: 'error' });
    case 'toml':
      return (await import('@decimalturn/toml-patch')).parse(text);
    case 'ini':
      return parseIni(text);
  }
}

function gather(node: unknown, way: readonly string[], leaves: Leaf[]): void {
  if (leaves.length >= MOST_LEAVES || way.length > MOST_DEPTH) return;
  if (typeof node === 'string') leaves.push({ way, text: node });
  else if (typeof node === 'object' && node !== null)
    for (const [name, child] of Object.entries(node)) gather(child, [...way, name], leaves);
}
