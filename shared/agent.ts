import { z } from 'zod';
import type { Exported } from './commands/export.ts';
import { word } from './commands/parts.ts';
import { loginCommands, type LoginAnswers } from './commands/logins.ts';
import { teamTerminalCommands, type TeamTerminalAnswers } from './commands/team.ts';
import { commands, type Answers } from './contract.ts';
import type { Failure } from './failure.ts';
import type { Result } from './result.ts';
import type { LockView } from './lock.ts';
import type { KeyringState, TokenView } from './snapshot.ts';
import type { Notice } from './notice.ts';
import { PROTOCOL } from './socket.ts';

/** Who borrows what, for how long. */
const borrowing = {
  token: z.string().min(1).max(200),
  tool: word.optional(),
  forMs: z
    .int()
    .min(1000)
    .max(30 * 86_400_000)
    .optional(),
  /** The host that the token is to be shown to, where the tool knows it. */
  host: word.optional(),
  /** Waits for a person's answer, where one is needed; else the question stands and the tool asks again. */
  wait: z.boolean().optional(),
};

/** What may be asked over the agent socket: all the window may ask, and what only a terminal needs. */
export const agentCommands = {
  ...commands,
  list: z.strictObject({}),
  show: z.strictObject({ token: z.string().min(1).max(200) }),
  get: z.strictObject({
    ...borrowing,
    minLifeMs: z.int().min(0).optional(),
    /** A narrower token: nothing said is the whole. */
    scopes: z.array(word).max(100).optional(),
    audience: z.array(word).max(20).optional(),
    /** A field beside the value, such as a client id, in its stead. */
    field: word.optional(),
    /** Fields beside the value that are of use only with it, handed over in the same moment where they are kept. */
    fields: z.array(word).max(10).optional(),
    /** The tool ends the lease itself, with `endLease`. */
    held: z.boolean().optional(),
  }),
  /** Lends no value: a place on this machine that makes requests to the issuer's host on the tool's behalf. It ends with its lease. */
  broker: z.strictObject({
    ...borrowing,
    /** As `GET /repos/**`; none allows every request to that host. */
    allow: z.array(z.string().max(600)).max(100).default([]),
    mostRequests: z.int().min(1).max(1_000_000).default(10_000),
  }),
  ...loginCommands,
  ...teamTerminalCommands,
  /** All values in plain text, after a person's yes. */
  export: z.strictObject({ confirmed: z.boolean().default(false) }),
  notices: z.strictObject({}),
  settings: z.strictObject({ key: z.string().max(64).optional() }),
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
  /** What belongs with it: those that were asked for, and those that came with a narrower one. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly token: string;
  /** What is kept of the lending, where it has an end. */
  readonly lease?: LentLease | undefined;
}

export interface LentLease {
  readonly id: string;
  readonly endsAt: number;
  /** False where the whole token was lent: its end is not the value's end. */
  readonly narrowed: boolean;
  readonly scopes: readonly string[];
}

/** A place and a handle in the token's stead. */
export interface Brokered {
  readonly token: string;
  readonly lease: string;
  readonly endsAt: number;
  /** No slash at its end. */
  readonly baseUrl: string;
  readonly handle: string;
}

export interface AgentAnswers extends Answers, LoginAnswers, TeamTerminalAnswers {
  list: { readonly tokens: readonly TokenView[]; readonly keyring: KeyringState; readonly lock: LockView };
  show: TokenView;
  get: Lent;
  export: Exported;
  broker: Brokered;
  notices: readonly Notice[];
  settings: Readonly<Record<string, string>>;
  open: { readonly opened: boolean };
  leave: { readonly leaving: boolean };
}

/** Who is asking, by the asker's own word; the audit log says so. */
export const actorSchema = z.strictObject({
  pid: z.int().min(0),
  /** Of the process that started it. */
  parent: z.int().min(0).optional(),
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
