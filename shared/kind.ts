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
