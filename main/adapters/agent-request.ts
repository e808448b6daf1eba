import type { Socket } from 'node:net';
import type { InputFailure } from '../../shared/failure.ts';
import { MOST_REQUEST_BYTES } from '../../shared/socket.ts';

export type AgentRequest =
  | { readonly kind: 'request'; readonly message: unknown }
  | { readonly kind: 'refused'; readonly failure: InputFailure }
  /** Nobody is there to be answered. */
  | { readonly kind: 'gone' };

const refused = (need: string): AgentRequest => ({
  kind: 'refused',
  failure: { code: 'bad-input', field: 'the request', need },
});

/** A page in a browser can be made to knock here, and would send one of these first. */
const BROWSER = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|PRI) /;
const LONGEST_VERB = 8;
const LINE_END = 0x0a;

/** The first line of a connection, which must be whole within the deadline. What follows it is not read. */
export function readRequest(socket: Socket, deadlineMs: number): Promise<AgentRequest> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let isLooked = false;
    const timer = setTimeout(() => settle({ kind: 'gone' }), deadlineMs);

    function settle(request: AgentRequest): void {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onEnd).off('end', onEnd).pause();
      resolve(request);
    }

    function onEnd(): void {
      settle({ kind: 'gone' });
    }

    function onData(chunk: Buffer): void {
      const end = chunk.indexOf(LINE_END);
      const part = end === -1 ? chunk : chunk.subarray(0, end);
      bytes += part.length;
      if (bytes > MOST_REQUEST_BYTES) return settle(refused(`at most ${MOST_REQUEST_BYTES} bytes`));
      chunks.push(part);
      if (!isLooked && bytes >= LONGEST_VERB) {
        isLooked = true;
        if (BROWSER.test(headOf(chunks))) return settle({ kind: 'gone' });
      }
      if (end !== -1) settle(parse(Buffer.concat(chunks).toString('utf8')));
    }

    socket.on('data', onData).on('close', onEnd).on('end', onEnd);
  });
}

const headOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('latin1', 0, LONGEST_VERB);

function parse(line: string): AgentRequest {
  if (BROWSER.test(line)) return { kind: 'gone' };
  try {
    return { kind: 'request', message: JSON.parse(line) };
  } catch {
    return refused('one line of JSON');
  }
}
