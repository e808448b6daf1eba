import path from 'node:path';
import type { AgentAsk } from '../../../shared/agent.ts';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import type { Role } from '../../../shared/team-roster.ts';
import type { TeamView } from '../../../shared/team-view.ts';
import { isoOf, parseDuration } from '../../../shared/time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm as confirmed } from '../hidden-prompt.ts';
import { readSecrets } from '../read-secret.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { table } from '../table.ts';
import { troubleLines } from '../team-words.ts';

export interface TeamOptions {
  readonly team?: string;
}

export interface JoinOptions {
  readonly as: string;
  readonly folder?: string;
  readonly postgres?: string;
}

export interface InviteOptions extends TeamOptions {
  readonly role: Role;
  readonly for?: string;
  readonly replaces?: string;
}

export interface MemberOptions extends TeamOptions {
  readonly phrase?: string;
  readonly heir?: string;
  readonly yes?: boolean;
}

function placeOf({ folder, postgres }: JoinOptions): Result<AgentAsk<'teamCreate'>['place'], Failure> {
  if ((folder === undefined) === (postgres === undefined))
    return failed({ code: 'bad-input', field: 'the place', need: 'either --folder or --postgres' });
  return succeeded(
    folder === undefined ? { kind: 'postgres', url: postgres ?? '' } : { kind: 'folder', path: path.resolve(folder) },
  );
}

/** What is secret about it, from standard input: what is asked for, then the database's password. */
async function secretsFor(context: Context, options: JoinOptions, name: string, value: boolean) {
  const fields = options.postgres === undefined ? [] : ['password'];
  if (!value && fields.length === 0) return succeeded({ value: '', fields: {} });
  return readSecrets(context, { value, name, fields });
}

const passwordIn = ({ fields }: { readonly fields: Readonly<Record<string, string>> }) =>
  fields['password'] === undefined ? {} : { password: fields['password'] };

export async function create(context: Context, name: string, options: JoinOptions): Promise<Exit> {
  const place = placeOf(options);
  if (!place.ok) return fail(place.failure);
  const secrets = await secretsFor(context, options, name, false);
  if (!secrets.ok) return fail(secrets.failure);
  const input = { name, person: options.as, place: place.value, ...passwordIn(secrets.value) };
  return tell(context, await askVault(context, 'teamCreate', input), ({ name: made, fingerprint }) => [
    `made the team ${made}; its fingerprint is ${fingerprint}`,
  ]);
}

export async function join(context: Context, options: JoinOptions): Promise<Exit> {
  const place = placeOf(options);
  if (!place.ok) return fail(place.failure);
  const secrets = await secretsFor(context, options, 'the invitation', true);
  if (!secrets.ok) return fail(secrets.failure);
  const code = { kind: 'value', text: secrets.value.value } as const;
  const input = { code, person: options.as, place: place.value, ...passwordIn(secrets.value) };
  const exit = tell(context, await askVault(context, 'teamJoin', input), ({ phrase = '' }) => [phrase]);
  if (exit === exits.done) hint('read these words to the manager who invited you; they must see the same');
  return exit;
}

export async function recover(context: Context, options: JoinOptions): Promise<Exit> {
  const place = placeOf(options);
  if (!place.ok) return fail(place.failure);
  const secrets = await secretsFor(context, options, 'the recovery', true);
  if (!secrets.ok) return fail(secrets.failure);
  const input = { kit: secrets.value.value, person: options.as, place: place.value, ...passwordIn(secrets.value) };
  return tell(context, await askVault(context, 'teamRecover', input), ({ name }) => [`you are in ${name} again`]);
}

export async function invite(context: Context, name: string, options: InviteOptions): Promise<Exit> {
  const { team, role, replaces } = options;
  const forMs = options.for === undefined ? undefined : parseDuration(options.for);
  if (options.for !== undefined && forMs === undefined)
    return fail({ code: 'bad-input', field: 'for', need: 'a length such as 3d' });
  const asked = await askVault(context, 'teamInvite', { team, name, role, forMs, replaces });
  if (!asked.ok) return fail(asked.failure);
  if (context.json) answerJson(asked.value);
  else answer(`${asked.value.code}\n`);
  hint(`it is good once; when ${plain(name)} has answered, compare the words: tokenkeep team confirm ${plain(name)}`);
  return exits.done;
}

export async function confirm(context: Context, name: string, { team, phrase }: MemberOptions): Promise<Exit> {
  const synced = await askVault(context, 'teamSync', { team });
  if (!synced.ok) return fail(synced.failure);
  const asked = synced.value
    .flatMap(({ invitations }) => invitations)
    .find((each) => each.name === name || each.id === name);
  const words = phrase ?? (await compare(context, asked?.asked));
  if (words === undefined) {
    return fail({ code: 'bad-input', field: 'the words', need: 'give those that the other side sees, with --phrase' });
  }
  const input = { team, invitation: asked?.id ?? name, phrase: words };
  return tell(context, await askVault(context, 'teamConfirm', input), () => [`${name} is in`]);
}

/** Whoever sits here compares; yes stands for the words that are seen here. */
async function compare(
  { interactive }: Context,
  asked: TeamView['invitations'][number]['asked'],
): Promise<string | undefined> {
  if (!interactive || asked === undefined) return undefined;
  const question = `${plain(asked.name)} on ${plain(asked.device)} should see: ${asked.phrase}\nDo they see the same?`;
  return (await confirmed(question)) ? asked.phrase : '-';
}

export async function withdraw(context: Context, invitation: string, { team }: TeamOptions): Promise<Exit> {
  return tell(context, await askVault(context, 'teamWithdraw', { team, invitation }), () => ['taken back']);
}

export async function setRole(context: Context, member: string, role: Role, { team }: TeamOptions): Promise<Exit> {
  return tell(context, await askVault(context, 'teamRole', { team, member, role }), () => [`${member} is ${role} now`]);
}

export async function remove(context: Context, member: string, { team, heir, yes }: MemberOptions): Promise<Exit> {
  if (
    yes !== true &&
    !(await isSure(context, `Put ${member} out? Everything is sealed anew; what they saw stays seen.`))
  )
    return fail({ code: 'confirm-needed', name: member, consumers: [] });
  const removed = await askVault(context, 'teamRemove', { team, member, heir });
  const exit = tell(context, removed, ({ tokens }) => {
    const due = tokens.filter(({ leftBehind }) => leftBehind.length > 0);
    return [`${member} is out`, ...due.map(({ label }) => `rotate now: ${label}`)];
  });
  if (removed.ok && removed.value.tokens.some(({ leftBehind }) => leftBehind.length > 0))
    hint('tokenkeep team rotate-now does it for all of them');
  return exit;
}

/** Whoever sits here says yes; with nobody to ask it is no. */
export const isSure = async ({ interactive }: Context, question: string): Promise<boolean> =>
  interactive && (await confirmed(question));

export async function recovery(context: Context, { team }: TeamOptions): Promise<Exit> {
  const made = await askVault(context, 'teamRecovery', { team });
  if (!made.ok) return fail(made.failure);
  if (context.json) answerJson(made.value);
  else answer(made.value.kit);
  hint('whoever has this can do what a manager can; it is told once');
  return exits.done;
}

export async function keys(context: Context, { team }: TeamOptions): Promise<Exit> {
  return tell(context, await askVault(context, 'teamKeys', { team }), () => ['new keys']);
}

export async function leave(context: Context, { team, yes }: MemberOptions): Promise<Exit> {
  if (yes !== true && !(await isSure(context, 'Leave the team? What it shares goes from here.')))
    return fail({ code: 'confirm-needed', name: team ?? 'the team', consumers: [] });
  const left = await askVault(context, 'teamLeave', { team });
  if (!left.ok) return fail(left.failure);
  if (context.json) answerJson(left.value);
  return exits.done;
}

export async function forget(context: Context, { team }: TeamOptions): Promise<Exit> {
  const gone = await askVault(context, 'teamForget', { team });
  if (!gone.ok) return fail(gone.failure);
  if (context.json) answerJson(gone.value);
  return exits.done;
}

export async function teams(context: Context): Promise<Exit> {
  const listed = await askVault(context, 'teamList', {});
  if (!listed.ok) return fail(listed.failure);
  if (context.json) answerJson(listed.value);
  else {
    const rows = listed.value.map(({ name, state, syncedAt }) => ({
      mark: ' ',
      cells: [plain(name), state, syncedAt === undefined ? '' : isoOf(syncedAt)],
    }));
    answer(table(rows, process.stdout.columns));
  }
  return exits.done;
}

export async function sync(context: Context, { team }: TeamOptions): Promise<Exit> {
  const synced = await askVault(context, 'teamSync', { team });
  if (!synced.ok) return fail(synced.failure);
  if (context.json) answerJson(synced.value);
  else for (const view of synced.value) answer(`${plain(view.name)}  ${view.state}\n`);
  for (const view of synced.value) for (const line of troubleLines(view)) hint(line);
  return exits.done;
}

export async function list(context: Context, { team }: TeamOptions): Promise<Exit> {
  return tell(context, await askVault(context, 'teamView', { team }), membersLines);
}

function membersLines({ members, invitations }: TeamView): readonly string[] {
  const rows = members.map(({ name, device, role, leftAt, isSelf }) => ({
    mark: isSelf ? '*' : ' ',
    cells: [plain(name), plain(device), leftAt === undefined ? role : `out since ${isoOf(leftAt)}`],
  }));
  const pending = invitations.map(({ name, role, until, asked }) => ({
    mark: '+',
    cells: [
      plain(name),
      asked === undefined ? `invited until ${isoOf(until)}` : `asks, and sees: ${asked.phrase}`,
      role,
    ],
  }));
  return table([...rows, ...pending], process.stdout.columns)
    .split('\n')
    .filter((line) => line !== '');
}

/** The view as JSON, or lines of it. */
export function tell(
  { json }: Context,
  result: Result<TeamView, Failure>,
  lines: (view: TeamView) => readonly string[],
): Exit {
  if (!result.ok) return fail(result.failure);
  if (json) answerJson(result.value);
  else for (const line of lines(result.value)) answer(`${plain(line)}\n`);
  for (const line of troubleLines(result.value)) hint(line);
  return exits.done;
}
