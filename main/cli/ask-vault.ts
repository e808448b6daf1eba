import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, AgentAnswers, AgentAsk, AgentCommand, Reply } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { PROTOCOL, socketPlace, type SocketPlace } from '../../shared/socket.ts';
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
  scanNews: 180_000,
  discover: 300_000,
  takeOver: 600_000,
  endLeak: 600_000,
  importPreview: 120_000,
  importFile: 600_000,
  export: 120_000,
  backup: 1_800_000,
  backupNow: 1_800_000,
  restorePreview: 1_800_000,
  restore: 1_800_000,
  // It fetches the whole program.
  update: 1_800_000,
  // Everything that is shared may have to be fetched, or sealed anew.
  teamCreate: 120_000,
  teamJoin: 120_000,
  teamConfirm: 120_000,
  teamRemove: 600_000,
  teamRole: 600_000,
  teamSync: 600_000,
  teamShare: 120_000,
  teamRotateNow: 1_800_000,
  signIn: 60_000,
  // A device code may live for half an hour.
  signInEnd: 1_900_000,
};

const DYING_MS = 3000;
/** Asking these once more does no harm where whoever was asked ended before it answered. */
const REPEATABLE: ReadonlySet<AgentCommand> = new Set<AgentCommand>([
  'list',
  'show',
  'get',
  'guess',
  'check',
  'notices',
  'settings',
  'audit',
  'auditVerify',
  'doctor',
  'rotation',
  'revocation',
]);

interface Asking {
  /** The answer where no app and no agent runs, for what only they can do. */
  readonly alone?: Failure;
  /** Told where nobody stays to keep an end of what was asked for. */
  readonly passing?: () => void;
}

/** Asks the running app or agent; where there is none, opens the vault for this one thing. */
export async function askVault<C extends AgentCommand>(
  context: Context,
  command: C,
  input: AgentAsk<C>,
  { alone, passing }: Asking = {},
): Promise<Result<AgentAnswers[C], Failure>> {
  const line = JSON.stringify({ v: PROTOCOL, command, input, actor: actorOf(context) });
  const place = placeOf(context);
  let until: number | undefined;
  for (;;) {
    const heard = await hear<C>(place, line, command);
    if (heard !== undefined) return heard;
    if (alone !== undefined) return failed(alone);
    until ??= Date.now() + PATIENCE_MS;
    const { answerAlone } = await import('./alone.ts');
    const reply = readReply<C>(await answerAlone(context, line));
    if (reply.ok) passing?.();
    if (!isBusy(reply) || Date.now() > until) return reply;
    await pause(LOOK_EVERY_MS);
  }
}

const isBusy = (reply: Reply): boolean => !reply.ok && reply.failure.code === 'vault-busy';

/** The answer of the running app or agent; undefined where there is none. */
async function hear<C extends AgentCommand>(
  place: SocketPlace,
  line: string,
  command: C,
): Promise<Reply<C> | undefined> {
  const send = () => sendLine(place, line, SLOW[command] ?? WAIT_MS);
  let sent = await send();
  // One that was killed still takes connections for a moment.
  const until = Date.now() + DYING_MS;
  while (sent.kind === 'gone' && REPEATABLE.has(command) && Date.now() < until) {
    await pause(LOOK_EVERY_MS);
    sent = await send();
  }
  switch (sent.kind) {
    case 'replied':
      return readReply<C>(sent.line);
    case 'failed':
      return failed(sent.failure);
    case 'gone':
      return failed(unanswered);
    case 'absent':
      return undefined;
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
  return failed(line === undefined ? unanswered : { code: 'agent-unreachable', reason: 'its answer makes no sense' });
}

const unanswered: Failure = { code: 'agent-unreachable', reason: 'it ended without an answer' };
