import { z } from 'zod';
import type { TokenView } from '../snapshot.ts';
import { rule, word } from './parts.ts';

/** What changes a token at its issuer, and what it would do. */
export const actCommands = {
  /** A new value, or a longer life, with no person; now. */
  refresh: z.strictObject({ token: word }),
  /** What a rotation would do; nothing is sent. */
  rotation: z.strictObject({ token: word }),
  rotate: z.strictObject({ token: word, confirmed: z.boolean().default(false) }),
  /** Back to the value before the last rotation, while the issuer still accepts it. */
  undo: z.strictObject({ token: word }),
  /** What a revocation would end; nothing is sent. */
  revocation: z.strictObject({ token: word }),
  revoke: z.strictObject({ token: word, confirmed: z.boolean().default(false) }),
  /** Every token that can be revoked from here. */
  revokeAll: z.strictObject({ confirmed: z.boolean().default(false) }),
  /** Null takes the schedule away. `preview`: nothing is changed, only its next dates are told. */
  schedule: z.strictObject({ token: word, rule: z.union([rule, z.null()]), preview: z.boolean().optional() }),
} as const;

/** What a rotation does, told before it is done. */
export interface RotationPreview {
  readonly family: 'replace' | 'overlap' | 'grace';
  /** When the old value stops working. */
  readonly oldDies: 'at-once' | 'when-proven' | 'by-itself';
  readonly undoable: boolean;
  readonly consumers: readonly string[];
  readonly targets: readonly string[];
  /** The next runs of its schedule. */
  readonly next: readonly number[];
}

/** What a revocation ends, told before it is done. */
export interface RevocationPreview {
  /** False where this issuer offers no way from here; then `link` leads to its page. */
  readonly possible: boolean;
  /** What dies besides this token. */
  readonly blast?: string | undefined;
  /** Narrower tokens of it that are lent now, which end with it. */
  readonly children: number;
  readonly consumers: readonly string[];
  readonly link?: string | undefined;
}

export interface ActAnswers {
  refresh: TokenView;
  rotation: RotationPreview;
  rotate: TokenView;
  undo: TokenView;
  revocation: RevocationPreview;
  /** Revoked and proven, or pending. */
  revoke: TokenView;
  /** All tokens, as they stand then. */
  revokeAll: readonly TokenView[];
  schedule: { readonly view: TokenView; readonly next: readonly number[] };
}
