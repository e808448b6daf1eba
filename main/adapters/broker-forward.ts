import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange, Exchanged, PlainRequest } from '../domain/http-port.ts';
import { Secret } from '../domain/secret.ts';

interface Forwarding {
  readonly exchange: Exchange;
  /** Of the issuer, and of this place. */
  readonly base: string;
  readonly baseUrl: string;
  readonly present: Readonly<Record<string, string | Secret>>;
  /** Headers that showed the handle. */
  readonly handled: readonly string[];
}

/** Of one connection alone (RFC 9110 §7.6.1), or set by whoever sends. */
const HOP = new Set(
  'connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade host expect'.split(
    ' ',
  ),
);
/** A tool has none of these of its own here: it never held the token, and nobody signed it in. */
const OWN = new Set([
  'authorization',
  'cookie',
  'accept-encoding',
  'forwarded',
  'x-forwarded-for',
  'origin',
  'referer',
]);

export type Forwarded =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly code: string };

/** What browsers say of themselves; Chromium takes it from nobody else. */
const BROWSERS = /^(?:sec|proxy)-/;

/** Sends a request on with the token in the handle's place, and its answer back. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Forwarding,
): Promise<Forwarded> {
  const halting = new AbortController();
  response.once('close', () => halting.abort());
  const answer = await parts.exchange(outgoing(request, parts), halting.signal);
  if (answer.kind === 'failed') return answer;
  await giveBack(answer, response, parts);
  return { kind: 'answered', status: answer.status };
}

function outgoing(request: IncomingMessage, { base, present, handled }: Forwarding): PlainRequest {
  const method = request.method as PlainRequest['method'];
  const headers = { ...theirs(request, handled), ...opened(present) };
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const body = length === undefined && coding === undefined ? {} : { body: request };
  return { method, url: `${base}${request.url ?? '/'}`, headers, ...body };
}

function theirs({ headers }: IncomingMessage, handled: readonly string[]): Record<string, string> {
  const ours = new Set([...HOP, ...OWN, ...handled, ...connectionNames(headers.connection)]);
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || ours.has(name) || BROWSERS.test(name)
      ? []
      : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return Object.fromEntries(kept);
}

const opened = (present: Forwarding['present']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(present).map(([name, value]) => [
      name.toLowerCase(),
      value instanceof Secret ? value.use((text) => text) : value,
    ]),
  );

const connectionNames = (connection = ''): readonly string[] =>
  connection.split(',').map((name) => name.trim().toLowerCase());

type Answer = Extract<Exchanged, { kind: 'response' }>;

async function giveBack({ status, headers, body }: Answer, response: ServerResponse, parts: Forwarding): Promise<void> {
  const kept = Object.entries(headers).filter(([name]) => !HOP.has(name) && name !== 'set-cookie');
  response.writeHead(status, Object.fromEntries(kept.map(([name, value]) => [name, led(name, value, parts)])));
  try {
    await pipeline(Readable.from(body), response);
  } catch {
    // Cut off in the middle: the tool sees a body that ends early, as it would have without us.
    response.destroy();
  }
}

/** What leads on at the issuer, such as the next page, leads through here. */
function led(name: string, value: string, { base, baseUrl }: Forwarding): string {
  return name === 'location' || name === 'link' ? value.replaceAll(`${base}/`, `${baseUrl}/`) : value;
}
