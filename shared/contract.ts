import { z } from 'zod';
import { actCommands, type ActAnswers } from './commands/acts.ts';
import { backupCommands, type BackupAnswers } from './commands/backup.ts';
import { findingCommands, type FindingAnswers } from './commands/finding.ts';
import { keepingCommands, type KeepingAnswers } from './commands/keeping.ts';
import { lendingCommands, type LendingAnswers } from './commands/lending.ts';
import { lockCommands, type LockAnswers } from './commands/lock.ts';
import { operatingCommands, type OperatingAnswers } from './commands/operating.ts';
import { signInCommands, type SignInAnswers } from './commands/sign-in.ts';
import { teamCommands, type TeamAnswers } from './commands/team.ts';
import { trustCommands, type TrustAnswers } from './commands/trust.ts';
import type { Failure } from './failure.ts';
import type { Result } from './result.ts';
import { tokenId } from './token.ts';

/** What may be asked of the vault by the window. One row a command; every door checks by it. */
export const commands = {
  ...keepingCommands,
  ...findingCommands,
  ...actCommands,
  ...signInCommands,
  ...trustCommands,
  ...backupCommands,
  ...lendingCommands,
  ...lockCommands,
  ...operatingCommands,
  ...teamCommands,
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];
/** What a caller may write. */
export type Ask<C extends CommandName> = z.input<(typeof commands)[C]>;
/** What a handler is given: checked, with defaults filled in. */
export type Asked<C extends CommandName> = z.output<(typeof commands)[C]>;

/** What each command answers. None holds a value. */
export interface Answers
  extends
    KeepingAnswers,
    FindingAnswers,
    ActAnswers,
    SignInAnswers,
    TrustAnswers,
    BackupAnswers,
    LendingAnswers,
    LockAnswers,
    OperatingAnswers,
    TeamAnswers {}

/** A handler is missing, or answers the wrong thing: it does not compile. */
export type Handlers = {
  readonly [C in CommandName]: (input: Asked<C>) => Promise<Result<Answers[C], Failure>>;
};

/** The window's only door. */
export interface Bridge {
  ask<C extends CommandName>(command: C, input: Ask<C>): Promise<Result<Answers[C], Failure>>;
  /**
   * The whole picture first, then each change; each a `PictureMessage` as JSON, for a text crosses into a page at once, where an object is
   * copied property by property. Gives back its end.
   */
  watch(listener: (text: string) => void): () => void;
  /** Asks for the tokens that are still to come, once the first are drawn. */
  rest(): void;
  /** Tokens that a click in tray or notification asked to open; undefined means the inbox. */
  onOpen(listener: (target: OpenTarget) => void): () => void;
  /** Has the window show this; the small one beside the tray icon asks for it, and closes. */
  show(target: OpenTarget): void;
}

export const openTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('token'),
    token: z.string().max(200).transform(tokenId),
  }),
  z.strictObject({ kind: z.literal('inbox') }),
  z.strictObject({ kind: z.literal('home') }),
  /** The field that leads everywhere, in which Enter copies. */
  z.strictObject({ kind: z.literal('search') }),
]);
export type OpenTarget = Readonly<z.output<typeof openTarget>>;

/** IPC channels of the bridge; there are no others. */
export const channels = { ask: 'ask', watch: 'watch', snapshot: 'snapshot', open: 'open', show: 'show' } as const;
