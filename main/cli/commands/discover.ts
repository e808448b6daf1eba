import path from 'node:path';
import type { Discovered, PlainCopy, TakeOver, TookOver } from '../../../shared/commands/discover.ts';
import { sumOfPlain } from '../../../shared/plain-sum.ts';
import { isoOf, instant } from '../../../shared/time.ts';
import { offerHelpers } from '../after-take-over.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { whileHeld } from '../holder.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';
import { table } from '../table.ts';

export interface DiscoverOptions {
  readonly project?: readonly string[];
  readonly check?: boolean;
  readonly take?: readonly string[];
  readonly remove?: boolean;
  readonly helpers?: boolean;
  readonly undo?: string | true;
  readonly yes?: boolean;
}

/** Looks, and with `--take` takes over what was seen; `--undo` puts files back. */
export function discover(context: Context, options: DiscoverOptions): Promise<Exit> {
  const projects = (options.project ?? []).map((each) => path.resolve(each));
  if (options.undo !== undefined) return takeBack(context, options.undo === true ? undefined : options.undo);
  return whileHeld(context, () =>
    options.take === undefined ? look(context, options, projects) : take(context, options, projects),
  );
}

async function look(context: Context, { check, yes }: DiscoverOptions, projects: readonly string[]): Promise<Exit> {
  const asks =
    check === true &&
    (yes === true || !context.interactive || (await confirm('Ask their issuers whether they still live?')));
  const found = await askVault(context, 'discover', { projects: [...projects], check: asks });
  if (!found.ok) return fail(found.failure);
  if (context.json) answerJson(found.value);
  else answer(rows(found.value.copies));
  tellSum(found.value);
  return exits.done;
}

function rows(copies: readonly PlainCopy[]): string {
  return table(
    copies.map((copy) => ({
      mark: copy.isMine && (copy.mode & 0o077) === 0 ? ' ' : '!',
      cells: [copy.id, plain(copy.what), plain(copy.name), stateOf(copy), modeOf(copy), plain(copy.file)],
    })),
    process.stdout.isTTY ? process.stdout.columns : undefined,
  );
}

function stateOf({ verdict, expiresAt, keptAs }: PlainCopy): string {
  const ends = expiresAt === undefined ? '' : ` until ${isoOf(instant(expiresAt)).slice(0, 10)}`;
  const kept = keptAs === undefined ? '' : `, kept as ${plain(keptAs)}`;
  return `${verdict?.kind ?? 'not asked'}${ends}${kept}`;
}

const modeOf = ({ mode, isMine }: PlainCopy): string =>
  `${mode.toString(8).padStart(4, '0')}${isMine ? '' : ', not yours'}`;

const counted = (n: number, one: string, other: string): string => `${n} ${n === 1 ? one : other}`;

function tellSum({ copies, files, unread }: Discovered): void {
  const { tokens, soon, dead } = sumOfPlain(copies, Date.now());
  const lie = `${counted(tokens, 'token lies', 'tokens lie')} in plain text in ${counted(files, 'file', 'files')}`;
  const more = [
    ...(soon === 0 ? [] : [counted(soon, 'expires this week', 'expire this week')]),
    ...(dead === 0 ? [] : [counted(dead, 'is dead', 'are dead')]),
  ].join(', ');
  hint(`${lie} on this machine${more === '' ? '' : `; ${more}`}`);
  if (tokens > 0) hint('take them over with tokenkeep discover --take ID, or all of them with --take all');
  for (const file of unread) warning(`could not be read: ${file}`);
}

async function take(context: Context, options: DiscoverOptions, projects: readonly string[]): Promise<Exit> {
  const { take: wanted = [] } = options;
  const ids = wanted.includes('all') ? await allOf(context, projects) : [...wanted];
  if (ids.length === 0) {
    hint('there is nothing to take over');
    return exits.done;
  }
  if (!(await agreed(context, ids.length, options)))
    return fail({ code: 'consent-needed', name: `${ids.length} values` }, 'say so with --yes');
  const plainly = options.remove === true ? 'remove' : 'leave';
  const took = await askVault(context, 'takeOver', { ids, projects: [...projects], plain: plainly });
  if (!took.ok) return fail(took.failure);
  tellTaken(context, took.value);
  await offerHelpers(context, took.value, options.helpers === true);
  return took.value.left.length === 0 ? exits.done : exits.failed;
}

async function agreed({ interactive }: Context, count: number, { remove, yes }: DiscoverOptions): Promise<boolean> {
  if (yes === true || !interactive) return yes === true;
  const files = remove === true ? 'take them out of their files' : 'leave their files as they are';
  return confirm(`Take over ${count}: keep them, and ${files}?`);
}

async function allOf(context: Context, projects: readonly string[]): Promise<string[]> {
  const found = await askVault(context, 'discover', { projects: [...projects], check: false });
  return found.ok ? found.value.copies.map(({ id }) => id) : [];
}

function tellTaken({ json }: Context, { kept, removed, left }: TookOver): void {
  if (json) answerJson({ kept, removed, left });
  else answer(kept.map(({ label, file }) => plain(`Kept ${label}, from ${file}.`)).join('\n'));
  for (const { id, file } of removed) hint(`taken out of ${file}; put it back with tokenkeep discover --undo ${id}`);
  for (const { file, reason } of left) warning(`left in ${file} (${reason})`);
}

async function takeBack(context: Context, id: string | undefined): Promise<Exit> {
  const back = await askVault(context, 'takeBack', id === undefined ? {} : { id });
  if (!back.ok) return fail(back.failure);
  if (context.json) answerJson(back.value);
  else answer(back.value.back.map(backLine).join('\n'));
  return exits.done;
}

const backLine = ({ file, labels }: TakeOver): string => plain(`Put ${labels.join(', ')} back into ${file}.`);
