import type { Guessed, GuessView } from '../../shared/commands/keeping.ts';
import type { Ask } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { askVault } from './ask-vault.ts';
import type { Context } from './context.ts';
import { confirm } from './hidden-prompt.ts';
import { lowered, plain } from './speak.ts';

type Pasted = Extract<Ask<'guess'>['pasted'], { kind: 'value' }>;

/** What to say about a doubtful paste where nobody can be asked. */
export const pasteAdvice = (failure: Failure): string | undefined =>
  failure.code === 'paste-doubtful' || failure.code === 'paste-several'
    ? 'copy it again, or add --exact to keep the bytes as they are'
    : undefined;

export interface Settled {
  readonly pasted: Pasted;
  /** What it looks like best, where that was asked. */
  readonly guess?: GuessView | undefined;
}

type Said = Omit<Ask<'guess'>, 'pasted'>;

/** At a terminal: says what the value looks like before it is stored, and asks about what is doubtful in it. */
export async function settlePaste(
  context: Context,
  pasted: Pasted,
  said: Said = {},
): Promise<Result<Settled, Failure>> {
  if (!context.interactive || process.stdin.isTTY !== true) return succeeded({ pasted });
  const guessed = await askVault(context, 'guess', { pasted, ...said });
  if (guessed.ok) {
    process.stderr.write(`${plain(guessLine(guessed.value))}\n`);
    return succeeded({ pasted, guess: guessed.value.guesses[0] });
  }
  const { failure } = guessed;
  if (failure.code === 'paste-doubtful' && (await say(failure, 'Take it out and keep the rest?'))) {
    return settlePaste(context, { ...pasted, confirmed: true }, said);
  }
  if (failure.code === 'paste-several' && (await say(failure, 'Keep all of it as one value?'))) {
    return settlePaste(context, { ...pasted, exact: true }, said);
  }
  return failed(failure);
}

const say = (failure: Failure, question: string): Promise<boolean> =>
  confirm(`${failureWords(failure).happened.replace(' Nothing was stored.', '')} ${question}`);

const SURE = { high: 'sure', medium: 'likely', low: 'a guess' } as const;

/** `Looks like GitHub, classic personal access token (sure).` */
export function guessLine({ guesses }: Guessed): string {
  const best = guesses[0];
  return best === undefined || best.provider === 'other'
    ? 'Of no kind that is known here: kept, and dated by you.'
    : `Looks like ${best.name}, ${lowered(best.kind)} (${SURE[best.confidence]}).`;
}
