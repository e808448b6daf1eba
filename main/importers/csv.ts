import { parse } from 'csv-parse/browser/esm/sync';
import type { ImportKind } from '../../shared/commands/import.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { ImportHow, ImportRead, Importer } from '../domain/importer.ts';
import type { PlainFile } from '../domain/elsewhere-ports.ts';
import { Secret } from '../domain/secret.ts';
import { MOST_ENTRIES } from './limits.ts';

/** The columns of one program's export. `known` tells it from the others; letter case counts for nothing. */
interface Columns {
  readonly kind: ImportKind;
  readonly known: readonly string[];
  readonly name: string;
  readonly value: string;
  readonly host?: string;
  readonly user?: string;
}

const EXPORTS: readonly Columns[] = [
  {
    kind: 'bitwarden-csv',
    known: ['login_uri', 'login_username', 'login_password', 'reprompt'],
    name: 'name',
    value: 'login_password',
    host: 'login_uri',
    user: 'login_username',
  },
  {
    kind: '1password-csv',
    known: ['title', 'url', 'username', 'password', 'archived'],
    name: 'title',
    value: 'password',
    host: 'url',
    user: 'username',
  },
  {
    kind: 'keepassxc-csv',
    known: ['group', 'title', 'username', 'password', 'url', 'notes'],
    name: 'title',
    value: 'password',
    host: 'url',
    user: 'username',
  },
  {
    kind: 'lastpass-csv',
    known: ['url', 'username', 'password', 'extra', 'name', 'grouping'],
    name: 'name',
    value: 'password',
    host: 'url',
    user: 'username',
  },
];

const NAMES = ['name', 'title', 'label', 'key', 'variable'];
const VALUES = ['value', 'token', 'secret', 'password', 'api_key', 'apikey'];

type Row = Readonly<Record<string, string>>;

export const csvExports: readonly Importer[] = EXPORTS.map((columns) => ({
  kind: columns.kind,
  fits: (file) => {
    const head = headOf(file);
    return columns.known.every((each) => head.includes(each));
  },
  read: (file) => readWith(file, columns),
}));

/** Any other, whose columns the person names or that are called as one would call them. */
export const csv: Importer = {
  kind: 'csv',
  fits: (file) => /\.csv$/i.test(file.path) && headOf(file).length > 1,
  columns: headOf,
  read(file, { columns }: ImportHow) {
    const head = headOf(file);
    const name = columns?.name.toLowerCase() ?? NAMES.find((each) => head.includes(each));
    const value = columns?.value.toLowerCase() ?? VALUES.find((each) => head.includes(each));
    if (name === undefined || value === undefined || !head.includes(name) || !head.includes(value))
      return failed('columns-needed');
    return readWith(file, { kind: 'csv', known: [], name, value });
  },
};

function headOf({ text = '' }: PlainFile): readonly string[] {
  const [line = ''] = text.split('\n', 1);
  if (line.length > 10_000 || !line.includes(',')) return [];
  try {
    const [head = []] = parse(line) as readonly (readonly string[])[];
    return head.map((each) => each.trim().toLowerCase());
  } catch {
    return [];
  }
}

function readWith({ text = '' }: PlainFile, { name, value, host, user }: Columns): ImportRead {
  let rows: readonly Row[];
  try {
    rows = parse(text, {
      bom: true,
      columns: (head: readonly string[]) => head.map((each) => each.trim().toLowerCase()),
      relax_column_count: true,
      skip_empty_lines: true,
      to: MOST_ENTRIES + 1,
    }) as readonly Row[];
  } catch {
    // The message of the parser quotes what it read.
    return failed('damaged');
  }
  if (rows.length > MOST_ENTRIES) return failed('too-many');
  return succeeded(
    rows.map((row, n) => ({
      name: row[name] ?? '',
      value: new Secret(row[value] ?? ''),
      host: host === undefined ? undefined : row[host],
      user: user === undefined ? undefined : row[user],
      line: n + 2,
    })),
  );
}
