import { connect } from 'node:net';
import type { AgentAsk, Reply } from '../../shared/agent.ts';
import { PROTOCOL, type SocketPlace } from '../../shared/socket.ts';

const DEADLINE_MS = 2000;
/** The answers to these two are short. */
const MOST_REPLY = 65_536;

type HolderCommand = 'open' | 'leave';

/** Asks whoever holds the vault. Undefined where nobody answers in time, or with anything but one line of JSON. */
export function askHolder<C extends HolderCommand>(
  place: SocketPlace,
  command: C,
  input: AgentAsk<C>,
): Promise<Reply<C> | undefined> {
  const actor = { pid: process.pid, program: 'Tokenkeep', folder: process.cwd(), interactive: false };
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(place.path);
    socket.setEncoding('utf8').setTimeout(DEADLINE_MS, () => socket.destroy());
    socket.on('connect', () => socket.write(`${JSON.stringify({ v: PROTOCOL, command, input, actor })}\n`));
    socket.on('data', (part: string) => {
      text += part;
      if (text.length > MOST_REPLY) socket.destroy();
      else if (text.includes('\n')) socket.end();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(readReply<C>(text)));
  });
}

function readReply<C extends HolderCommand>(text: string): Reply<C> | undefined {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === 'object' && reply !== null && 'ok' in reply ? (reply as Reply<C>) : undefined;
  } catch {
    return undefined;
  }
}
