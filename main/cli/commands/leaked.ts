import path from 'node:path';
import type { LeakReport } from '../../../shared/commands/leak.ts';
import type { Ask } from '../../../shared/contract.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { whileHeld } from '../holder.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';

export interface LeakedOptions {
  readonly in?: string;
  readonly history?: boolean;
  readonly yes?: boolean;
}

/** One confirmation, and then all of it: a new value or none, the old one proven dead, and where it still lies. */
export async function leaked(context: Context, token: string, options: LeakedOptions): Promise<Exit> {
  const asked = askedOf(token, options);
  return whileHeld(context, async () => {
    const first = await askVault(context, 'endLeak', { ...asked, confirmed: options.yes === true });
    const ended =
      first.ok || options.yes === true || !(await agreed(context, token, first.failure))
        ? first
        : await askVault(context, 'endLeak', { ...asked, confirmed: true });
    if (!ended.ok)
      return fail(ended.failure, ended.failure.code === 'confirm-needed' ? 'say so with --yes' : undefined);
    if (context.json) answerJson(ended.value);
    else answer(linesOf(ended.value).map(plain).join('\n'));
    tellRest(ended.value);
    return ended.value.old.state === 'dead' ? exits.done : exits.pending;
  });
}

function askedOf(token: string, { in: folder, history }: LeakedOptions): Ask<'endLeak'> {
  return {
    token,
    ...(folder === undefined ? {} : { path: path.resolve(folder) }),
    ...(history === undefined ? {} : { history }),
  };
}

async function agreed(
  { interactive }: Context,
  token: string,
  failure: { readonly code: string; readonly consumers?: readonly string[] },
): Promise<boolean> {
  if (failure.code !== 'confirm-needed' || !interactive) return false;
  const { consumers = [] } = failure;
  const users = consumers.length === 0 ? 'Nothing is recorded that uses it.' : `Used by ${consumers.join(', ')}.`;
  process.stderr.write(`${plain(`The value of ${token} ends now, for everybody. ${users}`)}\n`);
  return confirm(plain(`End the leaked value of ${token}?`));
}

const OLD = {
  dead: 'The old value is dead',
  lives: 'The old value still lives',
  unknown: 'Whether the old value still lives could not be told',
} as const;

function linesOf({ token, act, old, fresh, targets, places }: LeakReport): readonly string[] {
  const { evidence } = old;
  const how =
    evidence === undefined ? '' : `: ${evidence.asked} was answered ${evidence.status ?? evidence.said ?? 'not'}`;
  return [
    act === 'rotated'
      ? `${token.label} has a new value, which is ${fresh ?? 'unchecked'}.`
      : `${token.label} is revoked.`,
    `${OLD[old.state]}${how}.`,
    ...targets.map((target) => `The new value is in ${target}.`),
    ...places.map(
      ({ place }) =>
        `It still lies in ${place.file}:${place.line}${place.commit === undefined ? '' : ` of ${place.commit.slice(0, 12)}`}.`,
    ),
  ];
}

function tellRest({ old, consumers, commands, file, places }: LeakReport): void {
  if (old.state !== 'dead') hint('it is looked after by itself until it is proven dead');
  if (consumers.length > 0) hint(`tell who uses it: ${consumers.join(', ')}`);
  if (commands.length > 0)
    warning('it lies in the history of a repository. These take it out, and change every commit since:');
  for (const command of commands) process.stderr.write(`  ${plain(command)}\n`);
  if (places.length > 0 && commands.length === 0)
    hint('take it out of those files, for it says what is no secret any more');
  if (file !== undefined) hint(`the report is in ${file}`);
}
