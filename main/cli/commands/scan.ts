import path from 'node:path';
import type { ScanReport, Sighting, Skipped } from '../../../shared/commands/scan.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { followScan } from '../follow-scan.ts';
import { whileHeld } from '../holder.ts';
import { sarifOf } from '../sarif.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';
import { markOf } from '../state-marks.ts';
import { table } from '../table.ts';

export interface ScanOptions {
  readonly history?: boolean;
  readonly staged?: boolean;
  readonly allPatterns?: boolean;
  readonly sarif?: boolean;
}

/** What pre-commit checks and CI go by: clean, something was found, or it could not be told. */
const SCAN_EXITS = { clean: exits.done, found: exits.failed, fault: exits.usage } as const;

export async function scan(context: Context, named: string | undefined, options: ScanOptions): Promise<Exit> {
  if (named === undefined && options.staged !== true)
    return fail({ code: 'bad-input', field: 'path', need: 'name a folder or a file' });
  const scanned = await whileHeld(context, () => followScan(context, askedOf(named ?? '.', options)));
  if (!scanned.ok) {
    fail(scanned.failure);
    return SCAN_EXITS.fault;
  }
  tell(context, options, scanned.value);
  if (scanned.value.sightings.length > 0) return SCAN_EXITS.found;
  return scanned.value.cut ? SCAN_EXITS.fault : SCAN_EXITS.clean;
}

/** While git makes a commit, the index of that commit may be another than the repository's own. */
function askedOf(named: string, { history, staged, allPatterns }: ScanOptions): Ask<'scan'> {
  const index = staged === true ? process.env['GIT_INDEX_FILE'] : undefined;
  const said = { history, staged, allPatterns, index: index && path.resolve(index) };
  return {
    path: path.resolve(named),
    ...Object.fromEntries(Object.entries(said).filter(([, each]) => each !== undefined)),
  };
}

function tell(context: Context, { sarif }: ScanOptions, report: ScanReport): void {
  if (sarif === true) answerJson(sarifOf(report));
  else if (context.json) answerJson(report);
  else answer(rows(report.sightings));
  tellRest(report, sarif !== true && !context.json);
}

function rows(sightings: readonly Sighting[]): string {
  return table(
    sightings.map((each) => ({
      mark: each.token === undefined ? ' ' : markOf(each.token.state),
      cells: [plain(whose(each)), plain(whereOf(each)), `${each.id} ${each.rule}`],
    })),
    process.stdout.isTTY ? process.stdout.columns : undefined,
  );
}

function whose({ token, what, form }: Sighting): string {
  const written = form === 'plain' ? '' : `, in ${form}`;
  if (token === undefined) return `${what}${written}`;
  return token.earlier
    ? `an earlier value of your token ${token.label}${written}`
    : `your token ${token.label}, ${token.state}${written}`;
}

function whereOf({ place: { file, line, column, entry, commit, object } }: Sighting): string {
  const inside = entry === undefined ? '' : ` › ${entry}`;
  const since = commit ?? object;
  return `${file}${inside}:${line}:${column}${since === undefined ? '' : ` in ${since.slice(0, 12)}`}`;
}

const WHY: Readonly<Record<Skipped['why'], string>> = {
  link: 'a link',
  'not-a-file': 'no plain file',
  unreadable: 'may not be read',
  'too-large': 'too large',
  'packed-otherwise': 'packed in a way that is not opened',
  encrypted: 'encrypted',
  damaged: 'damaged',
  'too-many': 'and more',
  'no-time': 'not all of it, for it took too long',
};

function tellRest(report: ScanReport, isRead: boolean): void {
  const { sightings, skipped, cut, unsearchable } = report;
  if (isRead) for (const { place, why } of skipped) warning(`not looked at: ${place} (${WHY[why]})`);
  if (cut) warning('it was ended before all was looked at');
  if (unsearchable.length > 0)
    warning(`cannot be told from other text, and were not looked for: ${unsearchable.join(', ')}`);
  if (isRead) hint(sumOf(report));
  if (isRead && sightings.length > 0) hint('to ignore one, write the end of its line into .tokenkeepignore');
}

const sumOf = ({ sightings, files, ignored }: ScanReport): string =>
  `${sightings.length} found in ${files} files${ignored === 0 ? '' : `, ${ignored} ignored`}`;
