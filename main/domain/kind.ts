import type { Capability, EndKnown } from '../../shared/kind.ts';
import type { Token } from '../../shared/token.ts';
import type { FieldRule, Provider } from './provider.ts';

/** One kind of token of an issuer: how it looks, and what is known of it. Days are `YYYY-MM-DD`, from their beginning in UTC. */
export interface Kind {
  /** Such as `github-pat-classic`. Stays for ever: tokens and scripts name it. */
  readonly id: string;
  /** In the issuer's own words. */
  readonly name: string;
  /** Whole values with a mark that nothing else has. */
  readonly shapes?: readonly RegExp[] | undefined;
  /** Whole values with a mark that others have too. */
  readonly likely?: readonly RegExp[] | undefined;
  /** Digits and letters alone: guessed at only where `names` is met or the person chose it. */
  readonly bare?: readonly RegExp[] | undefined;
  /** Of a value with several lines: what of one line of it is found in other text, with no other kind's. */
  readonly line?: RegExp | undefined;
  /** What the name of a variable or a host has in it where this kind is meant. */
  readonly names?: RegExp | undefined;
  readonly end: EndKnown;
  /** The length of life that the issuer gives where nothing else is asked for. */
  readonly usualDays?: number | undefined;
  /** The issuer's own page on it, https. */
  readonly docs: string;
  readonly unverified?: readonly Capability[] | undefined;
  /** What its provider can do for its other kinds and not for this one. */
  readonly lacks?: readonly Capability[] | undefined;
  /** From when on its issuer gives it out. */
  readonly validFrom?: string | undefined;
  /** From when on its issuer takes it no more. */
  readonly validUntil?: string | undefined;
}

/** The kind that was seen in its value when it was added; the only one that its provider has, where there is one alone. */
export function kindOf({ kinds }: Provider, { kind }: Pick<Token, 'kind'>): Kind | undefined {
  return kinds.find(({ id }) => id === kind) ?? (kinds.length === 1 ? kinds[0] : undefined);
}

const METHODS = ['check', 'renew', 'rotate', 'revoke', 'derive'] as const;

/** What can be done with tokens of a kind. */
export function capabilitiesOf(provider: Provider, { lacks = [], shapes, likely, bare }: Kind): readonly Capability[] {
  const patterns = (shapes ?? likely ?? bare) === undefined ? [] : (['recognise'] as const);
  return [...patterns, ...METHODS.filter((name) => provider[name] !== undefined && !lacks.includes(name))];
}

/** The fields that are asked for with a kind; with every kind where it is not known which. */
export const fieldsFor = ({ fields }: Provider, kind: string | undefined): readonly FieldRule[] =>
  fields.filter(({ kinds }) => kinds === undefined || kind === undefined || kinds.includes(kind));
