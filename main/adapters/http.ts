import type { Exchange, Exchanged, Halt, Http, HttpOutcome, HttpRequest, PlainRequest } from '../domain/http-port.ts';
import type { Clock, Log } from '../domain/ports.ts';
import type { Instant } from '../../shared/time.ts';
import { Secret } from '../domain/secret.ts';
import { VERSION } from '../../shared/version.ts';
import { causeOf, codeOf } from './net-errors.ts';
import { filledUrl } from './filled-url.ts';
import { createTurns } from './turns.ts';
import { urlOf } from './url-of.ts';

interface HttpParts {
  readonly exchange: Exchange;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly deadlineMs?: number;
  readonly mostBytes?: number;
  readonly perHost?: number;
}

/** The rules of {@link Http} over any network stack. The deadline begins when the request's turn has come, and covers its body. */
export function createHttp({
  exchange,
  clock,
  log,
  deadlineMs = 15_000,
  mostBytes = 1_048_576,
  perHost = 2,
}: HttpParts): Http {
  const turns = createTurns(perHost);

  const silent = (code: string): HttpOutcome => ({ kind: 'silent', at: clock.now(), cause: causeOf(code), code });

  async function converse(request: PlainRequest, halt: Halt): Promise<HttpOutcome> {
    const answer = await exchange(request, halt);
    if (answer.kind === 'failed') return silent(answer.code);
    const at = clock.now();
    try {
      return {
        kind: 'answered',
        at,
        status: answer.status,
        headers: answer.headers,
        ...(await readBody(answer.body, mostBytes)),
      };
    } catch (error) {
      return silent(codeOf(error));
    }
  }

  /** The stack is told to stop at the deadline, and not waited for: one that hangs all the same costs nobody more than the deadline. */
  async function withDeadline(request: PlainRequest): Promise<HttpOutcome> {
    const halting = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<HttpOutcome>((resolve) => {
      timer = setTimeout(() => resolve(silent('DEADLINE')), deadlineMs);
    });
    try {
      return await Promise.race([converse(request, halting.signal), late]);
    } catch (error) {
      return silent(codeOf(error));
    } finally {
      clearTimeout(timer);
      halting.abort();
    }
  }

  /** By the wall, for a machine may sleep meanwhile, and by what has passed, for the wall's clock may be set back. */
  function lateness(notAfter: Instant | undefined): () => boolean {
    if (notAfter === undefined) return () => false;
    const [begun, left] = [performance.now(), notAfter - clock.now()];
    return () => clock.now() >= notAfter || performance.now() - begun >= left;
  }

  return {
    async send(request) {
      const url = filledUrl(request);
      const address = url === undefined ? undefined : addressOf(url);
      if (url === undefined || address === undefined) return silent('ADDRESS_REFUSED');
      const plain = openRequest({ ...request, url });
      if (plain === undefined) return silent('HEADER_REFUSED');
      const isLate = lateness(request.notAfter);
      const outcome = await turns.take(address.host, async () => (isLate() ? silent('TOO_LATE') : withDeadline(plain)));
      // The host alone: some issuers take the token as a part of the path.
      log.note('http', { host: address.host, method: request.method, ...spell(outcome) });
      return outcome;
    },
  };
}

const spell = (outcome: HttpOutcome): Record<string, string | number> =>
  outcome.kind === 'answered' ? { status: outcome.status } : { cause: outcome.cause, code: outcome.code };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Plain http is for this machine itself, where nobody listens in between. */
function addressOf(text: string): URL | undefined {
  const url = urlOf(text);
  if (url === undefined) return undefined;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return safe && url.username === '' && url.password === '' ? url : undefined;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
/** A control character could begin another header or another request; beyond Latin-1 no header can say it. */
const HEADER_VALUE = /^[\x20-\x7e\x80-\xff]*$/;

/** Undefined where a header cannot be sent as it is. */
function openRequest({ method, url, headers, body }: HttpRequest): PlainRequest | undefined {
  const opened: Record<string, string> = { 'user-agent': `tokenkeep/${VERSION}`, accept: 'application/json' };
  for (const [name, value] of Object.entries(headers)) {
    const text = open(value);
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(text)) return undefined;
    opened[name.toLowerCase()] = text;
  }
  return { method, url, headers: opened, ...(body === undefined ? {} : { body: open(body) }) };
}

const open = (value: string | Secret): string => (value instanceof Secret ? value.use((text) => text) : value);

type Body = Extract<Exchanged, { kind: 'response' }>['body'];

async function readBody(body: Body, mostBytes: number): Promise<{ body: string; cut: boolean }> {
  const decoder = new TextDecoder();
  let text = '';
  let left = mostBytes;
  for await (const chunk of body) {
    text += decoder.decode(chunk.subarray(0, left), { stream: true });
    if (chunk.length > left) return { body: text, cut: true };
    left -= chunk.length;
  }
  return { body: text + decoder.decode(), cut: false };
}
