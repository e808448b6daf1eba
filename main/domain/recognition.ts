import type { Confidence } from '../../shared/commands/keeping.ts';
import type { ProviderId } from '../../shared/token.ts';
import type { Kind } from './kind.ts';

/** What stood around a value: the variable it was assigned to, the host it is for, and what the person said that it is. */
export interface RecognitionContext {
  readonly name?: string | undefined;
  readonly host?: string | undefined;
  /** A provider or a kind. */
  readonly chosen?: string | undefined;
}

/** What a pasted value may be. */
export interface Guess {
  readonly provider: ProviderId;
  /** The issuer's word for it. */
  readonly kind: string;
  readonly kindId: string;
  readonly confidence: Confidence;
}

/** What looks like a token and must not be kept as one: the session of a browser, with all that its person may do. */
export interface Refused {
  readonly shape: RegExp;
  /** As in "That is …, not an API token." */
  readonly what: string;
}

/** The kinds of one provider that a value may be, surest first. */
export function guessesAmong(
  provider: ProviderId,
  kinds: readonly Kind[],
  value: string,
  context: RecognitionContext = {},
): readonly Guess[] {
  const guesses = kinds.flatMap((kind): readonly Guess[] => {
    const confidence = confidenceIn(kind, provider, value, context);
    return confidence === undefined ? [] : [{ provider, kind: kind.name, kindId: kind.id, confidence }];
  });
  return bySureness(guesses);
}

const RANKS: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

export const bySureness = (guesses: readonly Guess[]): readonly Guess[] =>
  [...guesses].sort((one, other) => RANKS[one.confidence] - RANKS[other.confidence]);

function confidenceIn(
  kind: Kind,
  provider: ProviderId,
  value: string,
  context: RecognitionContext,
): Confidence | undefined {
  const isChosen = context.chosen === kind.id;
  const isMeant = isChosen || context.chosen === provider || isNamed(kind, context);
  return SURENESS[fitOf(kind, value)][isMeant ? 'meant' : 'alone'] ?? (isChosen ? 'low' : undefined);
}

type Fit = 'shape' | 'likely' | 'bare' | 'shapeless' | 'none';

/** How sure it is alone, and where something around it names the kind. The person knows better than any pattern. */
const SURENESS: Readonly<Record<Fit, Readonly<Record<'alone' | 'meant', Confidence | undefined>>>> = {
  shape: { alone: 'high', meant: 'high' },
  likely: { alone: 'medium', meant: 'high' },
  bare: { alone: undefined, meant: 'medium' },
  shapeless: { alone: undefined, meant: 'low' },
  none: { alone: undefined, meant: undefined },
};

/** `shapeless`: there is no pattern that could fit. */
function fitOf({ shapes, likely, bare }: Kind, value: string): Fit {
  const fits = (patterns: readonly RegExp[] = []): boolean => patterns.some((one) => one.test(value));
  if (fits(shapes)) return 'shape';
  if (fits(likely)) return 'likely';
  if (fits(bare)) return 'bare';
  return (shapes ?? likely ?? bare) === undefined ? 'shapeless' : 'none';
}

function isNamed({ names }: Kind, { name = '', host = '' }: RecognitionContext): boolean {
  return names !== undefined && (names.test(name) || names.test(host));
}
