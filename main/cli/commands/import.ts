import path from 'node:path';
import type { ImportPreview, ImportReport, ImportRow } from '../../../shared/commands/import.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { offerTidying } from '../after-import.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { whileHeld } from '../holder.ts';
import { readSecrets } from '../read-secret.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';
import { table } from '../table.ts';

export interface ImportOptions {
  readonly from?: string;
  readonly nameColumn?: string;
  readonly valueColumn?: string;
  readonly tokensOnly?: boolean;
  readonly preview?: boolean;
  readonly yes?: boolean;
}

type Source = Ask<'importPreview'>;

/** Shows what is in a file and what would become of each row, asks, and takes the new ones. The file itself is not touched. */
export async function importFile(context: Context, named: string, options: ImportOptions): Promise<Exit> {
  return whileHeld(context, async () => {
    const opened = await open(context, sourceOf(named, options));
    if (!opened.ok) return fail(opened.failure);
    const { source, preview } = opened.value;
    const rows = preview.rows.filter((row) => isTaken(row, options));
    if (options.preview === true) return tellPreview(context, preview);
    if (!context.json) process.stderr.write(previewRows(preview));
    if (rows.length === 0) return nothing(context, preview);
    if (options.yes !== true && !(await agreed(context, rows.length)))
      return fail({ code: 'consent-needed', name: path.basename(source.file) }, 'say so with --yes');
    const taken = await askVault(context, 'importFile', {
      ...source,
      mark: preview.mark,
      rows: rows.map(({ row }) => row),
    });
    if (!taken.ok) return fail(taken.failure);
    tell(context, taken.value, preview);
    await offerTidying(context, taken.value);
    return exits.done;
  });
}

function sourceOf(named: string, { from, nameColumn, valueColumn }: ImportOptions): Source {
  const columns =
    nameColumn === undefined || valueColumn === undefined ? {} : { columns: { name: nameColumn, value: valueColumn } };
  // The vault's own door refuses a kind that there is not.
  return {
    file: path.resolve(named),
    ...(from === undefined ? {} : { from: from as NonNullable<Source['from']> }),
    ...columns,
  };
}

interface Opened {
  readonly source: Source;
  readonly preview: ImportPreview;
}

/** Asks for a passphrase where the file turns out to need one. */
async function open(context: Context, source: Source): Promise<Result<Opened, Failure>> {
  const first = await askVault(context, 'importPreview', source);
  const isClosed = !first.ok && first.failure.code === 'import-unreadable' && first.failure.why === 'passphrase-needed';
  if (!isClosed) return first.ok ? { ok: true, value: { source, preview: first.value } } : first;
  const read = await readSecrets(context, { value: true, name: 'the passphrase', fields: [] });
  if (!read.ok) return read;
  const opening = { ...source, passphrase: read.value.value.replace(/\r?\n$/, '') };
  const second = await askVault(context, 'importPreview', opening);
  return second.ok ? { ok: true, value: { source: opening, preview: second.value } } : second;
}

const isTaken = ({ verdict, provider }: ImportRow, { tokensOnly }: ImportOptions): boolean =>
  verdict === 'new' && (tokensOnly !== true || provider !== 'other');

async function agreed({ interactive }: Context, count: number): Promise<boolean> {
  return interactive && confirm(`Import ${count} of them?`);
}

function tellPreview({ json }: Context, preview: ImportPreview): Exit {
  if (json) answerJson(preview);
  else answer(previewRows(preview));
  return exits.done;
}

function nothing({ json }: Context, { file, kind, rows }: ImportPreview): Exit {
  const left = rows.map(({ name, verdict: why }) => ({ name, why }));
  if (json) answerJson({ file, kind, imported: [], left });
  hint('there is nothing new in it');
  return exits.done;
}

const VERDICTS: Readonly<Record<ImportRow['verdict'], string>> = {
  new: 'new',
  empty: 'empty, left out',
  'bad-name': 'no name of a variable, left out',
  overruled: 'set again further down, left out',
  twice: 'the same value as',
  'kept-already': 'kept already as',
  'name-taken': 'another value is kept as',
};

const NOTES = {
  reference: 'it names a variable, which is not put in its place',
  unclosed: 'a quotation mark is not closed',
} as const;

function previewRows({ rows }: ImportPreview): string {
  return table(
    rows.map((row) => ({
      mark: row.verdict === 'new' ? '+' : ' ',
      cells: [
        plain(row.name === '' ? '(no name)' : row.name),
        row.provider === 'other' ? '' : plain(row.what),
        `${row.length} characters`,
        plain([VERDICTS[row.verdict], row.with].filter((word) => word !== undefined).join(' ')),
      ],
    })),
    process.stderr.isTTY ? process.stderr.columns : undefined,
  );
}

function tell({ json }: Context, report: ImportReport, { rows }: ImportPreview): void {
  if (json) answerJson(report);
  else answer(report.imported.map(({ name }) => plain(`Imported ${name}.`)).join('\n'));
  for (const { name, notes } of rows)
    for (const note of notes) if (note in NOTES) warning(`${name}: ${NOTES[note as keyof typeof NOTES]}`);
  for (const { name, why } of report.left) warning(`not imported: ${name === '' ? '(no name)' : name} (${why})`);
  hint(`${report.imported.length} imported, ${report.left.length} left out; see how they stand with tokenkeep check`);
}
