import { writeFileSync } from 'node:fs';
import type { AuditBreak, AuditLine, AuditReport } from '../../../shared/audit.ts';
import type { AgentAsk } from '../../../shared/agent.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, error, fail, hint, plain } from '../speak.ts';

export interface AuditOptions extends AgentAsk<'auditExport'> {
  readonly limit?: string;
  readonly format?: 'jsonl' | 'csv';
  readonly out?: string;
}

export function audit(context: Context, what: 'list' | 'verify' | 'export', options: AuditOptions): Promise<Exit> {
  if (what === 'verify') return verify(context);
  return what === 'export' ? exportLog(context, options) : list(context, options);
}

async function list(context: Context, { limit = '200', format, out, ...filter }: AuditOptions): Promise<Exit> {
  if (!/^[1-9]\d{0,5}$/.test(limit))
    return fail({ code: 'bad-input', field: 'limit', need: 'a number from 1 to 100000' });
  const lines = await askVault(context, 'audit', { limit: Number(limit), ...filter });
  if (!lines.ok) return fail(lines.failure);
  if (context.json && format === undefined) {
    answerJson(lines.value);
    return exits.done;
  }
  return put(spellings[format ?? 'lines'](lines.value), out);
}

function auditLine({ n, at, act, label, token, actor, outcome, from }: AuditLine): string {
  const whose = from === undefined ? '' : `, on ${from}`;
  return `${plain(`${n}  ${at}  ${act} ${label ?? token ?? ''}  ${outcome}  by ${actor}${whose}`.replace(/ {3,}/g, '  '))}\n`;
}

function jsonlOf(lines: readonly AuditLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const COLUMNS = ['n', 'at', 'act', 'token', 'label', 'actor', 'outcome'] as const;

function csvOf(lines: readonly AuditLine[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => cell(String(line[column] ?? ''))));
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** As RFC 4180 has it; and what a spreadsheet would take for a formula is made text, for a label is anybody's word. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const spellings = {
  lines: (lines: readonly AuditLine[]): string => lines.map(auditLine).join(''),
  jsonl: jsonlOf,
  csv: csvOf,
};

async function verify(context: Context): Promise<Exit> {
  const report = await askVault(context, 'auditVerify', {});
  if (!report.ok) return fail(report.failure);
  if (context.json) answerJson(report.value);
  else answer(reportLines(report.value));
  const { state, breaks, earlier = [] } = report.value;
  const [first] = breaks;
  if (first !== undefined) error(`the audit log is not whole: ${breakWords(first)}`);
  else if (state === 'anchor-missing') error('anchor missing: the keychain does not say where the audit log ends');
  for (const { machine, breaks: theirs } of earlier.filter((log) => log.state === 'broken'))
    error(`the audit log of ${machine} is not whole: ${theirs[0] === undefined ? '' : breakWords(theirs[0])}`);
  return state === 'whole' && earlier.every((log) => log.state === 'whole') ? exits.done : exits.failed;
}

function reportLines({ state, entries, breaks, remarks, earlier = [] }: AuditReport): string {
  return [
    `${state}  ${entries} ${entries === 1 ? 'entry' : 'entries'} proven`,
    ...breaks.map(breakWords),
    ...earlier.map((log) => `${log.state}  ${log.entries} of ${log.machine}, as they were when its backup was made`),
    ...remarks.map(({ n, at, outcome }) => `noted at entry ${n}, ${at}: ${outcome}`),
  ]
    .map((line) => `${plain(line)}\n`)
    .join('');
}

const BREAKS: Readonly<Record<AuditBreak['kind'], string>> = {
  missing: 'is missing',
  altered: 'was altered',
  misplaced: 'is out of its place',
  foreign: 'is no entry of this log',
};

function breakWords({ position, to = position, kind, file, line }: AuditBreak): string {
  const what = to > position ? `entries ${position} to ${to} are missing` : `entry ${position} ${BREAKS[kind]}`;
  return file === undefined ? what : `${what} (${file}, line ${line ?? 0})`;
}

async function exportLog(context: Context, { limit, format, out, ...filter }: AuditOptions): Promise<Exit> {
  if (format === 'csv') return list(context, { limit: limit ?? '100000', format, ...filter, ...(out && { out }) });
  const exported = await askVault(context, 'auditExport', filter);
  if (!exported.ok) return fail(exported.failure);
  const { text, entries, publicKey } = exported.value;
  const exit = put(text, out);
  if (exit === exits.done) hint(`${entries} entries, signed; they can be proven with the public key ${publicKey}`);
  return exit;
}

function put(text: string, out: string | undefined): Exit {
  if (out === undefined) {
    answer(text);
    return exits.done;
  }
  try {
    writeFileSync(out, text, { mode: 0o600, flag: 'wx' });
    return exits.done;
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unexpected';
    return fail({ code: 'file-unwritable', file: out, reason }, 'name a new file in a folder of yours');
  }
}
