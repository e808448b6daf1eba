import { worstFirst } from '../../shared/order.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { instant, spellDuration } from '../../shared/time.ts';
import { evidenceWords, expiryWords, statusWords, warningWords } from '../../shared/words.ts';
import { loginWords } from '../../shared/login.ts';
import { targetWords } from '../../shared/target.ts';
import { exactTime } from '../../shared/words-time.ts';
import { learnedFacts } from './learned-rows.ts';
import { plain } from './speak.ts';
import { markOf } from './state-marks.ts';
import { table } from './table.ts';

const now = () => instant(Date.now());

/** One line a token, worst first: mark, word, name, provider, when it ends. */
export function tokenRows(views: readonly TokenView[]): string {
  const rows = [...views].sort(worstFirst).map((view) => ({
    mark: markOf(view.status.kind),
    cells: [statusWords(view, now()), view.token.label, view.token.provider, endWords(view)].map(plain),
  }));
  return table(rows, process.stdout.isTTY ? process.stdout.columns : undefined);
}

function endWords({ token }: TokenView): string {
  if (token.expiry.kind === 'unknown') return 'no expiry known';
  return token.expiry.kind === 'never' ? 'never expires' : endOf(token.expiry);
}

function endOf({ at, precision }: { at: TokenView['token']['addedAt']; precision: 'instant' | 'date' }): string {
  const date = new Date(at).toISOString();
  return precision === 'date' ? date.slice(0, 10) : `${date.slice(0, 16).replace('T', ' ')}Z`;
}

/** All that is known of one token, a fact a line. */
export function tokenSheet(view: TokenView): string {
  const { token, status, nextDue } = view;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Name', token.label],
    ['State', statusWords(view, now())],
    ['Known by', evidenceWords(view, now())],
    ['Ends', expiryWords(token.expiry, now())],
    ['Provider', token.provider],
    ['Kind', token.kind === token.provider ? undefined : token.kind],
    ['Host', token.host],
    ['Account', token.subject],
    ['Scopes', token.scopes.join(', ')],
    ['Owner', token.owner],
    ['Environment', token.environment],
    ['Used by', token.consumers.join(', ')],
    ['Fields', token.fields.join(', ')],
    ['Next', nextDue === undefined ? undefined : `${nextDue.what} at ${exactTime(nextDue.at)}`],
    ['Rotates', scheduleWords(token.schedule)],
    ['Rotated', token.rotatedAt === undefined ? undefined : exactTime(token.rotatedAt)],
    ['Written to', token.targets?.map(targetWords).join(', ')],
    ['Signs in', token.logins?.map((login) => `${login.tool} at ${loginWords(login)}`).join(', ')],
    ...(token.leftovers ?? []).map(({ since }) => ['Old value', `still lives, since ${exactTime(since)}`] as const),
    ...learnedFacts(view.learned, token.scopes),
    ['Page', view.link],
    ['Added', exactTime(token.addedAt)],
    ['Id', token.id],
    ...token.warnings.map((warning) => ['Note', warningWords(warning)] as const),
  ];
  const filled = facts.filter(([, fact]) => fact !== undefined && fact !== '');
  const lines = filled.map(([name, fact = '']) => `  ${name.padEnd(11)}  ${plain(fact)}`);
  return `${markOf(status.kind)} ${lines.join('\n').trimStart()}\n`;
}

function scheduleWords(schedule: TokenView['token']['schedule']): string | undefined {
  if (schedule === undefined) return undefined;
  return schedule.kind === 'every' ? `every ${spellDuration(schedule.every)}` : `${schedule.cron} in ${schedule.zone}`;
}
