import type { ImportPreview, ImportReport, ImportRow } from '../../shared/commands/import.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ImportHindrance } from '../../shared/failure-finding.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { minutes } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import type { PlainFile } from '../domain/elsewhere-ports.ts';
import type { ImportedEntry, Importer, ImportHow } from '../domain/importer.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { rowsOf } from './import-rows.ts';
import { blankToken } from './new-token.ts';
import type { Safekeeping } from './safekeeping.ts';

/** A larger file is no collection of tokens. */
const MOST_BYTES = 64 * 1_048_576;
/** Anything longer is no heading of a column. */
const MOST_HEADING = 32;
/** What was read for a preview that nobody came back to is forgotten. */
const KEEP = minutes(10);

export interface Importing {
  preview(input: Asked<'importPreview'>): Promise<Result<ImportPreview, Failure>>;
  /** Takes the chosen rows, each its value first; one that fails leaves those before it kept. */
  take(input: Asked<'importFile'>, actor: string): Promise<Result<ImportReport, Failure>>;
  /** The file goes, where it is still the one that was shown. */
  remove(input: Asked<'importRemove'>, actor: string): Promise<Result<{ readonly file: string }, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'timer' | 'random' | 'digester' | 'catalog' | 'audit' | 'elsewhere'> & {
  readonly importers: readonly Importer[];
  readonly registry: Registry;
  readonly safekeeping: Safekeeping;
  changed(): void;
};

interface Opened {
  readonly file: PlainFile;
  readonly importer: Importer;
  readonly mark: string;
  readonly entries: readonly ImportedEntry[];
  readonly rows: readonly ImportRow[];
}

export function createImporting(needs: Needs): Importing {
  const { clock, timer, random, digester, catalog, audit, elsewhere, importers, registry, safekeeping, changed } =
    needs;

  const unreadable = (file: string, why: ImportHindrance, told: { readonly columns?: readonly string[] } = {}) =>
    failed({ code: 'import-unreadable' as const, file, why, ...told });

  /** A table without headings begins with a value. */
  const isHeading = (text: string): boolean =>
    text !== '' &&
    text.length <= MOST_HEADING &&
    registry.recognise(text, {}).every(({ confidence }) => confidence === 'low');

  function columnsFor(why: ImportHindrance, { columns }: Importer, file: PlainFile) {
    return why === 'columns-needed' && columns !== undefined ? { columns: columns(file).filter(isHeading) } : {};
  }

  /** What was read for a preview is what is taken: a passphrase is asked for once. */
  let held: { readonly key: string; readonly entries: readonly ImportedEntry[] } | undefined;

  async function entriesOf(input: Asked<'importPreview'>, importer: Importer, file: PlainFile, mark: string) {
    const key = JSON.stringify([mark, importer.kind, input.columns]);
    if (held?.key === key && input.passphrase === undefined) return succeeded(held.entries);
    const entries = await importer.read(file, howOf(input));
    if (!entries.ok) return unreadable(input.file, entries.failure, columnsFor(entries.failure, importer, file));
    held = { key, entries: entries.value };
    timer.after(KEEP, () => void (held = held?.key === key ? undefined : held));
    return entries;
  }

  async function open(input: Asked<'importPreview'>): Promise<Result<Opened, Failure>> {
    const read = await elsewhere.files.read(input.file, MOST_BYTES);
    if (!read.ok) return unreadable(input.file, read.failure);
    const file = read.value;
    if (file.text?.startsWith('age-encryption.org/v1') === true) return unreadable(input.file, 'is-a-backup');
    const importer = importers.find((each) => (input.from === undefined ? each.fits(file) : each.kind === input.from));
    if (importer === undefined) return unreadable(input.file, 'unknown-kind');
    const mark = await digester.digest(new Secret(contentOf(file)));
    if (!mark.ok) return mark;
    const entries = await entriesOf(input, importer, file, mark.value);
    if (!entries.ok) return entries;
    const rows = await rowsOf(entries.value, { digester, catalog, registry });
    return rows.ok ? succeeded({ file, importer, mark: mark.value, entries: entries.value, rows: rows.value }) : rows;
  }

  async function keep(
    { name, value, fields, login }: ImportedEntry,
    { provider, length: _length }: ImportRow,
    file: string,
    actor: string,
  ) {
    const digest = await digester.digest(value);
    if (!digest.ok) return digest;
    const [guess] = value.use((text) => registry.recognise(text, { name, chosen: provider }));
    const blank = blankToken(tokenId(random.id()), name, provider, digest.value, clock.now());
    const kind = guess?.provider === provider ? { kind: guess.kindId } : {};
    const token = { ...blank, ...kind, fields: Object.keys(fields ?? {}), ...(login && { logins: [login] }) };
    const kept = await safekeeping.keep(token, { access: value, fields: fields ?? {} });
    if (!kept.ok) return kept;
    await audit.append({
      at: clock.now(),
      act: 'import',
      token: token.id,
      label: name,
      actor,
      outcome: `done, from ${file}`,
    });
    return succeeded({ name, id: token.id });
  }

  return {
    remove,

    async preview(input) {
      const opened = await open(input);
      if (!opened.ok) return opened;
      const { importer, mark, rows } = opened.value;
      return succeeded({ file: input.file, kind: importer.kind, mark, rows });
    },

    async take(input, actor) {
      const opened = await open(input);
      if (!opened.ok) return opened;
      const { file, importer, mark, entries, rows } = opened.value;
      if (mark !== input.mark) return failed({ code: 'import-changed', file: input.file });
      const wanted = new Set(input.rows);
      const isWanted = ({ row, verdict }: ImportRow) =>
        (input.rows === undefined || wanted.has(row)) && verdict === 'new';
      const imported = [];
      for (const row of rows.filter(isWanted)) {
        const entry = entries[row.row];
        const kept = entry === undefined ? undefined : await keep({ ...entry, name: row.name }, row, input.file, actor);
        if (kept?.ok === false) return kept;
        if (kept !== undefined) imported.push(kept.value);
      }
      changed();
      const left = rows.filter((row) => !isWanted(row)).map(({ name, verdict: why }) => ({ name, why }));
      return succeeded({ file: input.file, kind: importer.kind, imported, left, open: (file.mode & 0o077) !== 0 });
    },
  };

  async function remove({ file, mark }: Asked<'importRemove'>, actor: string) {
    const read = await elsewhere.files.read(file, MOST_BYTES);
    if (!read.ok) return unreadable(file, read.failure);
    const now = await digester.digest(new Secret(contentOf(read.value)));
    if (!now.ok) return now;
    if (now.value !== mark) return failed({ code: 'import-changed' as const, file });
    const removed = await elsewhere.files.remove(file);
    if (!removed.ok) return failed({ code: 'file-unwritable' as const, file, reason: removed.failure });
    await audit.append({ at: clock.now(), act: 'import', label: file, actor, outcome: 'file removed' });
    return succeeded({ file });
  }

  function howOf({ passphrase, columns }: Asked<'importPreview'>): ImportHow {
    return { columns, passphrase: passphrase === undefined ? undefined : new Secret(passphrase) };
  }
}

/** One character a byte where it is no text. */
function contentOf({ text, bytes }: PlainFile): string {
  if (text !== undefined) return text;
  let content = '';
  for (let at = 0; at < bytes.length; at += 8192) content += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return content;
}
