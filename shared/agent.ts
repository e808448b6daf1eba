import { z } from 'zod';
import { loginCommands, type LoginAnswers } from './commands/logins.ts';
import { commands, type Answers } from './contract.ts';
import type { Failure } from './failure.ts';
import type { Result } from './result.ts';
import type { KeyringState, TokenView } from './snapshot.ts';
import type { Notice } from './notice.ts';
import { PROTOCOL } from './socket.ts';

/** What may be asked over the agent socket: all the window may ask, and what only a terminal needs. */
export const agentCommands = {
  ...commands,
  list: z.strictObject({}),
  show: z.strictObject({ token: z.string().min(1).max(200) }),
  get: z.strictObject({
    token: z.string().min(1).max(200),
    tool: z.string().max(200).optional(),
    minLifeMs: z.int().min(0).optional(),
  }),
  ...loginCommands,
  notices: z.strictObject({}),
  settings: z.strictObject({ key: z.string().max(64).optional() }),
  audit: z.strictObject({ limit: z.int().min(1).max(100_000).default(200) }),
  open: z.strictObject({ token: z.string().max(200).optional() }),
  /** Asks the holder of the vault to end, so that the asker may open it: an app takes over from an agent. */
  leave: z.strictObject({ as: z.enum(['app', 'user']) }),
} as const;

export type AgentCommand = keyof typeof agentCommands;
export type AgentAsk<C extends AgentCommand> = z.input<(typeof agentCommands)[C]>;
export type AgentAsked<C extends AgentCommand> = z.output<(typeof agentCommands)[C]>;

/** A value on its way out, with nothing else. Only the socket's reply to `get` ever holds one. */
export interface Lent {
  readonly value: string;
  readonly token: string;
}

export interface AuditLine {
  readonly at: string;
  readonly act: string;
  readonly token?: string | undefined;
  readonly label?: string | undefined;
  readonly actor: string;
  readonly outcome: string;
}

export interface AgentAnswers extends Answers, LoginAnswers {
  list: { readonly tokens: readonly TokenView[]; readonly keyring: KeyringState };
  show: TokenView;
  get: Lent;
  notices: readonly Notice[];
  settings: Readonly<Record<string, string>>;
  audit: readonly AuditLine[];
  open: { readonly opened: boolean };
  leave: { readonly leaving: boolean };
}

/** Who is asking, by the asker's own word; the audit log says so. */
export const actorSchema = z.strictObject({
  pid: z.int().min(0),
  program: z.string().max(200),
  folder: z.string().max(4096),
  interactive: z.boolean(),
});
export type Actor = z.output<typeof actorSchema>;

/** One request is one line of JSON; so is its answer. */
export const envelopeSchema = z.strictObject({
  v: z.literal(PROTOCOL),
  command: z.string().max(64),
  input: z.unknown(),
  actor: actorSchema,
});

export type Reply<C extends AgentCommand = AgentCommand> =
  | { readonly ok: true; readonly value: AgentAnswers[C] }
  | { readonly ok: false; readonly failure: Failure };

/** What the vault answers to each command. A missing one does not compile. */
export type AgentHandlers = {
  readonly [C in AgentCommand]: (input: AgentAsked<C>) => Promise<Result<AgentAnswers[C], Failure>>;
};

/** The vault as one caller meets it. */
export type AgentDoor = (actor: Actor) => AgentHandlers;
