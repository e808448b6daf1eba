import type { Added, GuessView } from '../../shared/commands/keeping.ts';
import { days, instant, isoOf, later, parseDuration } from '../../shared/time.ts';
import type { Context } from './context.ts';
import { askLine, promptHidden } from './hidden-prompt.ts';

const canAsk = ({ interactive }: Context): boolean => interactive && process.stdin.isTTY === true;

/** At a terminal: what a token of this kind needs beside its value and was not given. */
export async function askFields(
  context: Context,
  guess: GuessView | undefined,
  given: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = { ...given };
  if (!canAsk(context)) return fields;
  for (const { key, label, secret, needed } of guess?.fields ?? []) {
    if (!needed || key in fields) continue;
    fields[key] = secret ? await promptHidden(`${label} (not shown): `) : await askLine(`${label}: `);
  }
  return fields;
}

/** At a terminal, where its issuer tells nobody but its keeper: when it ends, as they say. Undefined where they do not know. */
export async function askEnd(context: Context, { view, guesses }: Added): Promise<string | undefined> {
  const guess = guesses.find(({ provider }) => provider === view.token.provider);
  if (!canAsk(context) || guess === undefined || view.token.expiry.kind !== 'unknown') return undefined;
  if (guess.end !== 'at-issue' && guess.end !== 'by-admin' && guess.end !== 'hidden') return undefined;
  const usual =
    guess.usualDays === undefined ? '' : `, or "usual" for the ${guess.usualDays} days that its issuer gives`;
  const said = await askLine(
    `When does it end? A date, a length such as 90d, never${usual}; Enter if you do not know: `,
  );
  return said === '' ? undefined : endIn(said, guess.usualDays);
}

function endIn(said: string, usualDays: number | undefined): string {
  const length = said === 'usual' && usualDays !== undefined ? days(usualDays) : parseDuration(said);
  return length === undefined ? said : isoOf(later(instant(Date.now()), length)).slice(0, 10);
}
