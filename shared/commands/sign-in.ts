import { z } from 'zod';
import type { TokenView } from '../snapshot.ts';
import { word, value } from './parts.ts';

/** An OAuth sign-in, from its beginning to its end. */
export const signInCommands = {
  /** Begins an OAuth sign-in; answers what to open or to type. Only a person may ask for it. */
  signIn: z.strictObject({
    label: word,
    provider: word.optional(),
    /** Undefined where the provider has one of its own, or `again` knows it. */
    issuer: z.string().max(2048).optional(),
    clientId: z.string().trim().min(1).max(500).optional(),
    clientSecret: value.optional(),
    how: z.enum(['browser', 'device', 'client']),
    scopes: z.array(word).max(100).optional(),
    /** Signs the token of that name in anew instead of adding one; what is not said is as it was. */
    again: z.boolean().default(false),
    /** Opens the page in the person's browser where there is one. */
    open: z.boolean().default(false),
  }),
  /** Waits for the end of a sign-in. */
  signInEnd: z.strictObject({ id: z.string().max(64) }),
  signInCancel: z.strictObject({ id: z.string().max(64) }),
} as const;

/** `browser`: authorization code with PKCE on a loopback address. `device`: a code to type elsewhere. `client`: no person takes part. */
export type SignInHow = z.output<(typeof signInCommands)['signIn']>['how'];

export interface SignInBegun {
  readonly id: string;
  readonly how: SignInHow;
  /** To open in a browser of this very machine; never logged. */
  readonly url?: string | undefined;
  readonly opened: boolean;
  readonly userCode?: string | undefined;
  readonly verificationUri?: string | undefined;
  readonly expiresAt?: number | undefined;
}

export interface SignInAnswers {
  signIn: SignInBegun;
  signInEnd: TokenView;
  signInCancel: { readonly cancelled: boolean };
}
