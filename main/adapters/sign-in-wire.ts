import type { CustomFetch } from 'openid-client';
import type { Http, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import { Secret } from '../domain/secret.ts';

export interface Wire {
  readonly fetch: CustomFetch;
  /** What became of the last request: an exception of the library's own does not tell. */
  last(): HttpOutcome | undefined;
  /** From here on a poll that met an outage is taken for "not yet", as a person may still be on the way (RFC 8628 §3.5). */
  bePatient(): void;
}

const METHODS: readonly string[] = ['GET', 'POST'] satisfies readonly HttpRequest['method'][];
const BODILESS: readonly number[] = [101, 204, 205, 304];
const PATIENCE = { status: 503, headers: { 'retry-after': '5' } };

/** The library's requests over our own network port: proxy, certificates, deadlines and "no redirects" hold for them too. */
export function createWire(http: Http): Wire {
  let last: HttpOutcome | undefined;
  let patient = false;
  return {
    last: () => last,
    bePatient: () => void (patient = true),
    async fetch(url, { method, headers, body, signal }) {
      const isPlain = body === undefined || body === null || body instanceof URLSearchParams;
      if (!METHODS.includes(method) || !isPlain) throw new TypeError('a request that no sign-in makes');
      const { 'user-agent': _theirs, ...rest } = Object.fromEntries(new Headers(headers));
      const secret = Object.entries(rest).map(([name, value]) => [name, new Secret(value)] as const);
      const request: HttpRequest = {
        method: method === 'POST' ? 'POST' : 'GET',
        url,
        headers: Object.fromEntries(secret),
        ...(body instanceof URLSearchParams ? { body: new Secret(body.toString()) } : {}),
      };
      const outcome = await untilAborted(http.send(request), signal);
      last = outcome;
      if (patient && isOutage(outcome)) return new Response(null, PATIENCE);
      if (outcome.kind === 'silent') throw new Error('no answer');
      return responseOf(outcome.status, outcome.headers, outcome.body);
    },
  };
}

const isOutage = (outcome: HttpOutcome): boolean => outcome.kind === 'silent' || outcome.status >= 500;

function responseOf(status: number, headers: Readonly<Record<string, string>>, body: string): Response {
  const sent = new Headers();
  // The body is decoded already, and what these two say of it holds no more.
  for (const [name, value] of Object.entries(headers)) {
    if (name !== 'content-encoding' && name !== 'content-length') sent.set(name, value);
  }
  const known = status >= 200 && status <= 599 ? status : 502;
  return new Response(BODILESS.includes(known) ? null : body, { status: known, headers: sent });
}

/** A request under way goes on to its own end; nobody waits for it. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = new Promise<never>((_resolve, reject) => {
    const give = (): void => reject(signal.reason);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([work, aborted]);
}
