import { homedir } from 'node:os';
import path from 'node:path';
import type { ScanReport, Sighting } from '../../../shared/commands/scan.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { enSkipped } from '../../../shared/words/en/window/find-folder.ts';
import { askVault } from '../ask-vault.ts';
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
  readonly shellHistory?: boolean;
  readonly sarif?: boolean;
  readonly ignore?: string;
}

/** What pre-commit checks and CI go by: clean, something was found, or it could not be told. */
const SCAN_EXITS = { clean: exits.done, found: exits.failed, fault: exits.usage } as const;

export async function scan(context: Context, named: string | undefined, options: ScanOptions): Promise<Exit> {
  const place = named ?? usualPlace(options);
  if (place === undefined) return fail({ code: 'bad-input', field: 'path', need: 'name a folder or a file' });
  const asked = askedOf(place, options);
  return whileHeld(context, async () => {
    const scanned = await followScan(context, asked);
    if (!scanned.ok) return faulty(scanned.failure);
    return options.ignore === undefined
      ? conclude(context, options, scanned.value)
      : ignore(context, asked.path, options.ignore, scanned.value);
  });
}

function usualPlace({ staged, shellHistory }: ScanOptions): string | undefined {
  if (shellHistory === true) return homedir();
  return staged === true ? '.' : undefined;
}

function faulty(failure: Failure): Exit {
  fail(failure);
  return SCAN_EXITS.fault;
}

/** The value with this number is told no more where it was searched for. */
async function ignore(context: Context, path: string, id: string, { sightings }: ScanReport): Promise<Exit> {
  const found = sightings.find((each) => each.id === id);
  if (found === undefined) return faulty({ code: 'not-found-here', id });
  const ignored = await askVault(context, 'scanIgnore', { path, id, rule: found.rule });
  if (!ignored.ok) return faulty(ignored.failure);
  if (context.json) answerJson(ignored.value);
  else answer(plain(`Ignored from now on, by ${ignored.value.file}.`));
  return exits.done;
}

function conclude(context: Context, options: ScanOptions, report: ScanReport): Exit {
  tell(context, options, report);
  if (report.sightings.length > 0) return SCAN_EXITS.found;
  return report.cut ? SCAN_EXITS.fault : SCAN_EXITS.clean;
}

/** While git makes a commit, the index of that commit may be another than the repository's own. */
function askedOf(named: string, { history, staged, shellHistory, allPatterns }: ScanOptions): Ask<'scan'> {
  const index = staged === true ? process.env['GIT_INDEX_FILE'] : undefined;
  const said = { history, staged, shellHistory, allPatterns, index: index && path.resolve(index) };
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

function tellRest(report: ScanReport, isRead: boolean): void {
  const { sightings, skipped, cut, unsearchable } = report;
  if (isRead) for (const { place, why } of skipped) warning(`not looked at: ${place} (${enSkipped[why]})`);
  if (cut) warning('it was ended before all was looked at');
  if (unsearchable.length > 0)
    warning(`cannot be told from other text, and were not looked for: ${unsearchable.join(', ')}`);
  if (isRead) hint(sumOf(report));
  if (isRead && sightings.length > 0) hint('to ignore one, say its number: --ignore ID');
}

const sumOf = ({ sightings, files, ignored }: ScanReport): string =>
  `${sightings.length} found in ${files} files${ignored === 0 ? '' : `, ${ignored} ignored`}`;
