import type { ImportNote } from '../../shared/commands/import.ts';
import { succeeded } from '../../shared/result.ts';
import type { Importer, ImportedEntry } from '../domain/importer.ts';
import { Secret } from '../domain/secret.ts';

/**
 * Files of variables as shells and many libraries read them, with nothing expanded: what is between single quotes is literal, and between
 * double quotes `\n`, `\r`, `\t`, `\"`, `\\` and `\$` stand for one character. A library tells neither a name that stands twice nor one that
 * is none, so it is read here.
 */
export const dotenv: Importer = {
  kind: 'dotenv',
  fits: ({ path, text }) => /(?:^|[\\/])(?:\.env(?:\.[\w.-]+)?|[\w.-]*\.env)$/.test(path) && text !== undefined,
  read: ({ text = '' }) => succeeded(overruled(statementsOf(text))),
};

const STATEMENT =
  /^[ \t]*(?:export[ \t]+)?([^\s=#'"]+)[ \t]*=[ \t]*(?:"((?:\\[^]|[^"\\])*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))[^\r\n]*/;

type Statement = ImportedEntry & { readonly line: number };

function* statementsOf(text: string): Iterable<Statement> {
  let [at, line, named] = [0, 1, ''];
  while (at < text.length) {
    const rest = text.slice(at);
    const matched = STATEMENT.exec(rest);
    const comment = /^# tokenkeep: ([^\r\n]+)/.exec(rest)?.[1];
    if (matched !== null) yield entryOf(matched, line, named);
    named = comment ?? '';
    const end = rest.indexOf('\n', matched?.[0].length ?? 0);
    const length = end === -1 ? rest.length : end + 1;
    line += rest.slice(0, length).split('\n').length - 1;
    at += length;
  }
}

function entryOf(matched: RegExpExecArray, line: number, named: string): Statement {
  const name = matched[1] ?? '';
  const { text, notes } = contentOf(matched);
  return {
    name: named === '' ? name : named,
    value: new Secret(text),
    line,
    notes: /^[A-Za-z_][\w.]*$/.test(name) ? notes : [...notes, 'bad-name'],
  };
}

/** Double quotes first, then what is taken as it stands, then what has no quotes. */
function contentOf(matched: RegExpExecArray): Content {
  // A line end inside a value is that of the file, not of the value.
  const [, , double, single, back, bare = ''] = matched.map((part: string | undefined) => part?.replace(/\r\n/g, '\n'));
  if (double !== undefined) return { text: unescaped(double), notes: REFERENCE.test(double) ? ['reference'] : [] };
  const literal = single ?? back;
  if (literal !== undefined) return { text: literal, notes: [] };
  if (/^["'`]/.test(bare)) return { text: unquoted(bare), notes: ['unclosed'] };
  return { text: unquoted(bare), notes: REFERENCE.test(bare) ? ['reference'] : [] };
}

interface Content {
  readonly text: string;
  readonly notes: readonly ImportNote[];
}

/** What a shell would put another variable in place of. */
const REFERENCE = /(?<!\\)\$[\w{(]/;

const unquoted = (text: string): string => text.replace(/(?:^|[ \t])#.*$/, '').trim();

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescaped = (text: string): string =>
  text.replace(/\\([nrt"\\$`])/g, (_whole, character: string) => ESCAPES[character] ?? character);

/** Of a name that stands several times, the last one counts. */
function overruled(statements: Iterable<Statement>): readonly ImportedEntry[] {
  const all = [...statements];
  const last = new Map(all.map(({ name }, n) => [name, n]));
  return all.map((each, n) =>
    last.get(each.name) === n ? each : { ...each, notes: [...(each.notes ?? []), 'overruled'] },
  );
}
