import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, AgentAnswers, AgentAsk, AgentCommand, Reply } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { PROTOCOL, socketPlace } from '../../shared/socket.ts';
import { sendLine } from './agent-client.ts';
import type { Context } from './context.ts';

/** An app that is starting holds the vault before it answers. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;
const WAIT_MS = 30_000;
/** These ask issuers, many of them one after another. */
const SLOW: Readonly<Partial<Record<AgentCommand, number>>> = {
  check: 1_800_000,
  // A person has a minute to answer.
  get: 120_000,
  broker: 120_000,
  add: 120_000,
  replace: 120_000,
  rotate: 300_000,
  undo: 300_000,
  revoke: 120_000,
  revokeAll: 1_800_000,
  signIn: 60_000,
  // A device code may live for half an hour.
  signInEnd: 1_900_000,
};

interface Asking {
  /** The answer where no app and no agent runs, for what only they can do. */
  readonly alone?: Failure;
}

/** Asks the running app or agent; where there is none, opens the vault for this one thing. */
export async function askVault<C extends AgentCommand>(
  context: Context,
  command: C,
  input: AgentAsk<C>,
  { alone }: Asking = {},
): Promise<Result<AgentAnswers[C], Failure>> {
  const line = JSON.stringify({ v: PROTOCOL, command, input, actor: actorOf(context) });
  const place = placeOf(context);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const sent = await sendLine(place, line, SLOW[command] ?? WAIT_MS);
    if (sent.kind === 'failed') return failed(sent.failure);
    if (sent.kind === 'replied') return readReply<C>(sent.line);
    if (alone !== undefined) return failed(alone);
    const { answerAlone } = await import('./alone.ts');
    const reply = readReply<C>(await answerAlone(context, line));
    if (reply.ok || reply.failure.code !== 'vault-busy' || Date.now() > until) return reply;
    await pause(LOOK_EVERY_MS);
  }
}

export const placeOf = ({ home }: Context) => socketPlace(home, process.platform, process.getuid?.(), tmpdir());

function actorOf({ interactive }: Context): Actor {
  return { pid: process.pid, parent: process.ppid, program: 'tokenkeep', folder: process.cwd(), interactive };
}

function readReply<C extends AgentCommand>(line: string | undefined): Reply<C> {
  try {
    const reply: unknown = JSON.parse(line ?? '');
    if (typeof reply === 'object' && reply !== null && 'ok' in reply) return reply as Reply<C>;
  } catch {
    // Said below, as for any other answer that is none.
  }
  return failed({
    code: 'agent-unreachable',
    reason: line === undefined ? 'it ended without an answer' : 'its answer makes no sense',
  });
}
