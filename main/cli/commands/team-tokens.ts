import type { TeamView } from '../../../shared/team-view.ts';
import { isoOf } from '../../../shared/time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { table } from '../table.ts';
import { isSure, tell, type MemberOptions, type TeamOptions } from './team.ts';

export interface TokenOptions extends TeamOptions {
  readonly with?: readonly string[];
  readonly all?: boolean;
  readonly owner?: string;
  readonly deputy?: string;
}

export async function share(context: Context, token: string, { team, with: only }: TokenOptions): Promise<Exit> {
  const shared = await askVault(context, 'teamShare', { token, team, access: only === undefined ? 'all' : [...only] });
  return tell(context, shared, ({ name }) => [
    `${token} is shared with ${only === undefined ? name : only.join(', ')}`,
  ]);
}

export async function unshare(context: Context, token: string): Promise<Exit> {
  const unshared = await askVault(context, 'teamUnshare', { token });
  if (!unshared.ok) return fail(unshared.failure);
  if (context.json) answerJson(unshared.value);
  else hint('whoever had it may have kept its value: rotate it');
  return exits.done;
}

export async function access(
  context: Context,
  token: string,
  { with: only, all, owner, deputy }: TokenOptions,
): Promise<Exit> {
  const may = all === true ? ('all' as const) : only === undefined ? undefined : [...only];
  const changed = await askVault(context, 'teamAccess', { token, access: may, keeper: owner, deputy });
  return tell(context, changed, (view) => tokenLines(view, token));
}

export async function list(context: Context, { team }: TeamOptions): Promise<Exit> {
  return tell(context, await askVault(context, 'teamView', { team }), (view) => tokenLines(view));
}

function tokenLines({ tokens }: TeamView, only?: string): readonly string[] {
  const rows = tokens
    .filter(({ label }) => only === undefined || label === only)
    .map(({ label, access: may, keeper, leftBehind, conflict, mayUse, usedBy }) => ({
      mark: conflict ? '!' : leftBehind.length > 0 ? '~' : mayUse ? ' ' : '-',
      cells: [
        label,
        may === 'all' ? 'everybody' : may.join(', ') || 'managers',
        keeper === undefined ? 'nobody looks after it' : `owner ${keeper}`,
        usedBy.length === 0 ? '' : `used by ${usedBy.map(({ name }) => name).join(', ')}`,
        leftBehind.length === 0 ? '' : `seen by ${leftBehind.join(', ')}: rotate now`,
      ].map(plain),
    }));
  return table(rows, process.stdout.columns)
    .split('\n')
    .filter((line) => line !== '');
}

export async function changes(context: Context, { team }: TeamOptions): Promise<Exit> {
  const view = await askVault(context, 'teamView', { team });
  if (!view.ok) return fail(view.failure);
  if (context.json) answerJson(view.value.changes);
  else {
    for (const { at, what, by, whom } of view.value.changes)
      answer(`${plain([isoOf(at), what, whom, by === undefined ? '' : `by ${by}`].filter(Boolean).join('  '))}\n`);
  }
  return exits.done;
}

export async function rotateNow(context: Context, { team, yes }: MemberOptions): Promise<Exit> {
  const view = await askVault(context, 'teamSync', { team });
  if (!view.ok) return fail(view.failure);
  const due = view.value.flatMap(({ tokens }) => tokens.filter(({ leftBehind }) => leftBehind.length > 0));
  const [first] = due;
  const names = due.map(({ label }) => plain(label)).join(', ');
  if (first !== undefined && yes !== true && !(await isSure(context, `Rotate ${names}? Their old values die.`)))
    return fail({ code: 'confirm-needed', name: first.label, consumers: [] });
  const rotated = await askVault(context, 'teamRotateNow', { team });
  if (!rotated.ok) return fail(rotated.failure);
  if (context.json) answerJson(rotated.value);
  else for (const { label, done, why } of rotated.value) answer(`${plain(`${label}  ${done ? 'rotated' : why}`)}\n`);
  return rotated.value.every(({ done }) => done) ? exits.done : exits.failed;
}

export async function audit(context: Context, { team }: TeamOptions): Promise<Exit> {
  const told = await askVault(context, 'teamAudit', { team });
  if (!told.ok) return fail(told.failure);
  if (context.json) answerJson(told.value);
  else {
    for (const { at, who, act, label, actor, outcome, follows } of told.value) {
      const words = [isoOf(at), who, act, label ?? '', outcome, `by ${actor}`, ...(follows ? [] : ['does not follow'])];
      answer(`${plain(words.join('  '))}\n`);
    }
  }
  return exits.done;
}
