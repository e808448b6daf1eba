import { lstatSync, type Stats } from 'node:fs';
import net from 'node:net';
import type { AgentFailure } from '../../shared/failure.ts';
import type { SocketPlace } from '../../shared/socket.ts';

export type Sent =
  | { readonly kind: 'replied'; readonly line: string }
  /** Nobody listens. */
  | { readonly kind: 'absent' }
  /** Somebody listened and ended without an answer. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: AgentFailure };

const MOST_REPLY_CHARACTERS = 256 * 1_048_576;

const SENT_BY: Readonly<Record<string, Sent>> = {
  ENOENT: { kind: 'absent' },
  ECONNREFUSED: { kind: 'absent' },
  ECONNRESET: { kind: 'gone' },
  EPIPE: { kind: 'gone' },
};

const unreachable = (reason: string): Sent => ({ kind: 'failed', failure: { code: 'agent-unreachable', reason } });

/** Sends one line to whoever holds the vault and waits for the one that comes back. */
export function sendLine(place: SocketPlace, line: string, waitMs: number): Promise<Sent> {
  const trouble = distrust(place);
  if (trouble !== undefined) return Promise.resolve(trouble);
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(place.path, () => socket.write(`${line}\n`));
    const timer = setTimeout(
      () => settle({ kind: 'failed', failure: { code: 'agent-slow', afterMs: waitMs } }),
      waitMs,
    );

    function settle(sent: Sent): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(sent);
    }

    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      if (part.includes('\n')) settle({ kind: 'replied', line: text.slice(0, text.indexOf('\n')) });
      else if (text.length > MOST_REPLY_CHARACTERS) settle(unreachable('an endless answer'));
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      settle(SENT_BY[code ?? ''] ?? unreachable(code ?? 'unexpected'));
    });
    socket.on('close', () => settle({ kind: 'gone' }));
  });
}

/**
 * A short socket path lies in a folder that everybody may write to, where another user could have made it first: nothing is sent to a
 * place that is not this user's alone. On Windows the system keeps others out.
 */
function distrust({ folder }: SocketPlace): Sent | undefined {
  if (folder === '') return undefined;
  const found = look(folder);
  if (found === undefined) return { kind: 'absent' };
  const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  return isOurs
    ? undefined
    : { kind: 'failed', failure: { code: 'agent-place-refused', place: folder, why: 'foreign' } };
}

function look(folder: string): Stats | undefined {
  try {
    return lstatSync(folder);
  } catch {
    return undefined;
  }
}
