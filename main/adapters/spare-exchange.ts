import type { Exchange } from '../domain/http-port.ts';

/** A certificate that none of Chromium's authorities signed. Nothing of the request has left by then. */
const NOT_KNOWN = 'net::ERR_CERT_AUTHORITY_INVALID';

/**
 * Chromium on Linux knows neither the system's list of authorities nor NODE_EXTRA_CA_CERTS, where companies put their own: what it turns
 * away for that alone is asked by the spare, which knows both and checks no less. A host that needed it is asked so from then on.
 */
export function withSpare(exchange: Exchange, spare: Exchange): Exchange {
  const known = new Set<string>();
  return async (request, halt) => {
    const { host } = new URL(request.url);
    if (known.has(host)) return spare(request, halt);
    const answer = await exchange(request, halt);
    if (answer.kind !== 'failed' || answer.code !== NOT_KNOWN) return answer;
    // What comes in pieces has begun to be read.
    if (request.body !== undefined && typeof request.body !== 'string') return answer;
    const second = await spare(request, halt);
    if (second.kind === 'response') known.add(host);
    return second;
  };
}
