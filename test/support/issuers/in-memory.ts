import { filledUrl } from '../../../main/adapters/filled-url.ts';
import type { HttpOutcome, HttpRequest } from '../../../main/domain/http-port.ts';
import type { Secret } from '../../../main/domain/secret.ts';
import type { Instant } from '../../../shared/time.ts';
import type { Reply, Seen } from './loopback.ts';

/** An issuer of a loopback server asked without one: as it sees a request, and as its reply is heard. */
export function heardFrom(issuer: (seen: Seen) => Reply, now: () => Instant): (request: HttpRequest) => HttpOutcome {
  return (request) => {
    const reply = issuer(seenOf(request));
    const { status, headers = {}, body = '' } = reply;
    if (reply.fault !== undefined) return { kind: 'silent', at: now(), cause: 'timeout', code: 'DEADLINE' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
    return {
      kind: 'answered',
      at: now(),
      status,
      headers: { 'content-type': type, ...headers },
      body: text,
      cut: false,
    };
  };
}

function seenOf(request: HttpRequest): Seen {
  const open = (value: string | Secret) => (typeof value === 'string' ? value : value.use((text) => text));
  const url = new URL(filledUrl(request) ?? 'refused:');
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: {
      host: url.host,
      ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, open(value)])),
    },
    body: request.body === undefined ? '' : open(request.body),
  };
}
