import { z } from 'zod';
import {
  agentCommands,
  envelopeSchema,
  type AgentCommand,
  type AgentDoor,
  type AgentHandlers,
  type Reply,
} from '../../shared/agent.ts';
import { badInput } from '../../shared/bad-input.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { PROTOCOL } from '../../shared/socket.ts';
import { bugFields } from '../domain/bug.ts';
import type { Log } from '../domain/ports.ts';

/** Answers one message, whatever it is. Never throws. */
export type Answer = (message: unknown) => Promise<Reply>;

/** The door of the vault for programs: version, envelope and input are checked before a handler sees anything. */
export function answerWith(door: AgentDoor, log: Log): Answer {
  return async (message) => {
    const theirs = versionOf(message);
    // The words are read by whoever asked: to them, the running one is "theirs".
    if (theirs !== undefined && theirs !== PROTOCOL)
      return failed({ code: 'agent-version', theirs: PROTOCOL, ours: theirs });
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success) return failed(badInput(envelope.error));
    const { command, input, actor } = envelope.data;
    if (!isCommand(command)) return failed({ code: 'bad-input', field: 'command', need: 'there is no such command' });
    const read = agentCommands[command].safeParse(input ?? {});
    if (!read.success) return failed(badInput(read.error));
    try {
      return await handle(door(actor), command, read.data);
    } catch (error) {
      log.note('agent-command-broke', { command, ...bugFields(error) });
      return failed({ code: 'bug' });
    }
  };
}

const versioned = z.looseObject({ v: z.int() });
const versionOf = (message: unknown): number | undefined => versioned.safeParse(message).data?.v;

const isCommand = (name: string): name is AgentCommand => Object.hasOwn(agentCommands, name);

function handle(handlers: AgentHandlers, command: AgentCommand, input: unknown): Promise<Reply> {
  // The table ties each handler to its own schema; over the whole union the compiler cannot see that.
  const handler = handlers[command] as (
    input: unknown,
  ) => Promise<Result<Extract<Reply, { ok: true }>['value'], Failure>>;
  return handler(input);
}
