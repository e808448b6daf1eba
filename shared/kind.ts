/** What may be done with a token besides keeping it. Absent from a kind: its issuer offers no such thing. */
export const CAPABILITIES = ['recognise', 'check', 'renew', 'rotate', 'revoke', 'derive'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** `unverified`: built from something else than the issuer's own documentation, or from one that was not read again. */
export type Sureness = 'documented' | 'unverified';

/** How one learns when a token of a kind ends. `told`: its issuer says so whenever it is asked. */
export type EndKnown = 'told' | 'in-value' | 'at-issue' | 'by-admin' | 'hidden' | 'never';

/** How a value of this kind is told from any other. `context`: only where a variable, a host or the person names it. */
export type Recognised = 'shape' | 'context' | 'choice';

/** What a look at a token does besides looking. */
export const EFFECTS = ['extends-life', 'consumes-use', 'issues-token', 'probe-write', 'spends', 'alarms'] as const;
export type Effect = (typeof EFFECTS)[number];
export type SideEffect = 'none' | Effect;

/** What is known of a kind, for a person and for other programs. */
export interface KindView {
  readonly id: string;
  readonly provider: string;
  /** The issuer's name, and its word for this kind. */
  readonly name: string;
  readonly kind: string;
  readonly recognised: Recognised;
  /** `none`: there is no host. `default`: `base`, unless another is named. `named`: it has to be said. `configured`: as the person's own tool has it. */
  readonly host: 'none' | 'default' | 'named' | 'configured';
  readonly base?: string | undefined;
  /** How a look at it is taken; undefined where nobody and nothing can be asked. */
  readonly look?: 'itself' | SideEffect | undefined;
  readonly end: EndKnown;
  readonly can: readonly { readonly what: Capability; readonly sureness: Sureness }[];
  readonly fields: readonly { readonly key: string; readonly needed: boolean }[];
  readonly docs: string;
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
}
