import { patch, parse as parseToml } from '@decimalturn/toml-patch';
import { applyEdits, modify, parseTree } from 'jsonc-parser';
import { isAlias, isCollection, isScalar, parseDocument } from 'yaml';
import type { Target } from '../../shared/token.ts';

export type FileTarget = Exclude<Target, { kind: 'command' }>;

/** The same text with the value in its place and all else as it was. Undefined where the text is not what it should be, or lacks the place. */
export function withValue(target: FileTarget, text: string, value: string): string | undefined {
  switch (target.kind) {
    case 'env':
      return inEnv(text, target.key, value);
    case 'npmrc':
      return inNpmrc(text, target.key, value);
    case 'netrc':
      return inNetrc(text, target.machine, value);
    case 'json':
      return inJson(text, pathOf(target.path), value);
    case 'yaml':
      return inYaml(text, pathOf(target.path), value);
    case 'toml':
      return inToml(text, pathOf(target.path), value);
  }
}

/** `a.b.0.c`; a dot inside a name is written `\.`. */
const pathOf = (path: string): readonly string[] =>
  path.split(/(?<!\\)\./).map((part) => part.replaceAll(String.raw`\.`, '.'));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const endOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The last line of that name counts, as for those who read such files; where there is none, one is added. */
function inLines(text: string, line: RegExp, written: (before: string) => string, added: string): string {
  const last = [...text.matchAll(line)].at(-1);
  if (last === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : endOf(text);
    return `${text}${gap}${added}${endOf(text)}`;
  }
  return text.slice(0, last.index) + written(last[1] ?? '') + text.slice(last.index + last[0].length);
}

function inEnv(text: string, key: string, value: string): string | undefined {
  const spelled = envSpelled(value);
  if (spelled === undefined) return undefined;
  const line = new RegExp(
    String.raw`^([ \t]*(?:export[ \t]+)?${escaped(key)}[ \t]*=[ \t]*)(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\r\n]*?(?=[ \t]+#|[ \t]*$))`,
    'gm',
  );
  return inLines(text, line, (before) => `${before}${spelled}`, `${key}=${spelled}`);
}

/** Readers of such files agree on plain words and on what is in single quotes, and on little else. */
function envSpelled(value: string): string | undefined {
  if (/^[\w./:@%+,=~-]*$/.test(value)) return value;
  return /['\r\n]/.test(value) ? undefined : `'${value}'`;
}

function inNpmrc(text: string, key: string, value: string): string | undefined {
  if (/[\s"';#$\\]/.test(value)) return undefined;
  const line = new RegExp(String.raw`^([ \t]*${escaped(key)}[ \t]*=[ \t]*)[^\r\n]*`, 'gm');
  return inLines(text, line, (before) => `${before}${value}`, `${key}=${value}`);
}

/** Words and blanks in turn; a comment is one word. */
const NETRC = /#[^\r\n]*|"(?:\\.|[^"\\])*"|[^\s#"]\S*|\s+/g;

function inNetrc(text: string, machine: string, value: string): string | undefined {
  if (/[\s"#\\]/.test(value)) return undefined;
  const words = text.match(NETRC) ?? [];
  const told = words.flatMap((word, index) => (/^[\s#]/.test(word) ? [] : [{ word, index }]));
  const start = told.findIndex(({ word }, turn) => word === 'machine' && told[turn + 1]?.word === machine);
  if (start === -1) return undefined;
  const rest = told.slice(start + 2);
  const end = rest.findIndex(({ word }) => ['machine', 'default', 'macdef'].includes(word));
  const own = end === -1 ? rest : rest.slice(0, end);
  const place = own[own.findIndex(({ word }) => word === 'password') + 1];
  if (!own.some(({ word }) => word === 'password') || place === undefined) return undefined;
  return words.map((word, index) => (index === place.index ? value : word)).join('');
}

function inJson(text: string, path: readonly string[], value: string): string | undefined {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree === undefined || (tree.type !== 'object' && tree.type !== 'array')) return undefined;
  const steps = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  try {
    return applyEdits(
      text,
      modify(text, steps, value, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: endOf(text) } }),
    );
  } catch {
    return undefined;
  }
}

function inYaml(text: string, path: readonly string[], value: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const steps = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const before: unknown = document.getIn(steps, true);
  // Several names may lead to one place; writing there would change more than was asked.
  if (isAlias(before) || isCollection(before)) return undefined;
  const isInLine = isScalar(before) && before.type?.startsWith('BLOCK') === false;
  if (isInLine && before.range !== undefined && before.range !== null) {
    const [start, end] = before.range;
    return text.slice(0, start) + yamlSpelled(value) + text.slice(end);
  }
  try {
    document.setIn(steps, value);
    return document.toString({ lineWidth: 0 });
  } catch {
    // The way there leads through a list, or through something that holds nothing.
    return undefined;
  }
}

/** A JSON string is one in YAML too. What begins with a letter and is no word of its own needs no quotes. */
function yamlSpelled(value: string): string {
  const isPlain = /^[A-Za-z]\w*[_-][\w.-]*$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function inToml(text: string, path: readonly string[], value: string): string | undefined {
  try {
    const content: unknown = parseToml(text);
    return putAt(content, path, value) ? patch(text, content) : undefined;
  } catch {
    return undefined;
  }
}

/** False where the way there leads through something that is no table. */
function putAt(content: unknown, [first = '', ...rest]: readonly string[], value: string): boolean {
  if (typeof content !== 'object' || content === null || first === '__proto__') return false;
  const table = content as Record<string, unknown>;
  if (rest.length === 0) {
    if (typeof table[first] === 'object') return false;
    table[first] = value;
    return true;
  }
  table[first] ??= {};
  return putAt(table[first], rest, value);
}
