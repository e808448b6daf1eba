import { z } from 'zod';
import { value } from './parts.ts';

/** One line of a tool's, taken as it is: nothing is trimmed, and nothing steers whoever reads it later. */
const line = z
  .string()
  .max(2048)
  .regex(/^\P{Cc}*$/u, 'no control characters');
const server = line.min(1);
const tool = z.enum(['git', 'docker']);
const place = { tool, server, path: line.optional(), username: line.optional() };

/** What git and docker ask through their credential protocols. */
export const loginCommands = {
  /** `asks`: where there is no answer, the tool asks a person. */
  login: z.strictObject({ ...place, asks: z.boolean().default(false) }),
  logins: z.strictObject({ tool }),
  storeLogin: z.strictObject({
    ...place,
    username: line,
    password: value.min(1),
    expiresAt: z.int().min(0).optional(),
    refresh: value.optional(),
  }),
  /** With no password: whatever was kept for that very place. */
  eraseLogin: z.strictObject({ ...place, password: value.optional() }),
  /** From now on this token is meant at this place. */
  bindLogin: z.strictObject({ ...place, token: server }),
} as const;

export interface LoginChoice {
  readonly token: string;
  readonly label: string;
  readonly username: string;
}

export type FoundLogin =
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly choices: readonly LoginChoice[] }
  | {
      readonly kind: 'one';
      readonly username: string;
      /** Absent where it is over, and only the refresh token that the tool brought is of use. */
      readonly value?: string | undefined;
      readonly refresh?: string | undefined;
      readonly expiresAt?: number | undefined;
    };

export interface LoginAnswers {
  login: FoundLogin;
  logins: readonly { readonly server: string; readonly username: string }[];
  storeLogin: { readonly kept: 'new' | 'replaced' | 'known' };
  eraseLogin: { readonly erased: 'nothing' | 'doubted' | 'removed' };
  bindLogin: { readonly bound: string };
}
