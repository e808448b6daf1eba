import { isAhead, later, seconds, type Instant } from '../../shared/time.ts';
import type { UnknownCause } from '../../shared/verdict.ts';
import { classify, isHtml, type Asked } from './outcome.ts';
import type { HttpAnswer, HttpOutcome } from './http-port.ts';
import type { ActRefusal } from './provider.ts';

/** An issuer that lost sight of who asked may still be at work for a while. */
const STILL_AT_WORK = seconds(3);

type Unsettled = Extract<ActRefusal, { kind: 'again' | 'lost' }>;

/**
 * What an outcome means for an act that the issuer cannot undo, as far as that is the same for all issuers. `again`: it is certain that the
 * issuer did nothing. `lost`: it may have acted, and its answer did not come or cannot be read. Undefined where the answer is the issuer's
 * own and its provider must read it. `base` is the address that was asked.
 */
export function unsettled(outcome: HttpOutcome, { base, speaks = 'json' }: Asked): Unsettled | undefined {
  if (outcome.kind === 'silent') return { kind: neverLeft(outcome.code) ? 'again' : 'lost', cause: outcome.cause };
  if (outcome.status < 300) return isHtml(outcome, speaks) ? { kind: 'lost', cause: 'captive-portal' } : undefined;
  const cause = causeOf(outcome, { base, speaks });
  if (cause === undefined) return undefined;
  return { kind: isSurelyUndone(outcome.status) ? 'again' : 'lost', cause };
}

/**
 * Until when a look at what was sent proves nothing, since the issuer may still come to it: what lives then may be spent a moment later.
 * Undefined where that time is over.
 */
export function tellableAt(sentAt: Instant, now: Instant): Instant | undefined {
  const at = later(sentAt, STILL_AT_WORK);
  return isAhead(at, now, STILL_AT_WORK) ? at : undefined;
}

/** What `classify` says of it, except that a refusal with no body, or one in plain text, is the issuer's own all the same. */
function causeOf(answer: HttpAnswer, asked: Asked): UnknownCause | undefined {
  const verdict = classify(answer, asked);
  if (verdict?.kind !== 'unknown') return undefined;
  return verdict.cause === 'unexpected' && answer.status >= 400 && !isHtml(answer, asked.speaks)
    ? undefined
    : verdict.cause;
}

/** 503 and 429 are how a server says that it took no notice of a request; any other 5xx may have come in the middle of the work. */
const isSurelyUndone = (status: number): boolean => status < 500 || status === 503 || status === 511;

/** No connection came about: no name, no route, nobody listening, or refused by ourselves. */
const UNCONNECTED: ReadonlySet<string> = new Set([
  'ADDRESS_REFUSED',
  'HEADER_REFUSED',
  'TOO_LATE',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ENODATA',
  'ENONAME',
  'ESERVFAIL',
  'EREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'ERR_CONNECTION_REFUSED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ICANN_NAME_COLLISION',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NETWORK_ACCESS_DENIED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_ADDRESS_INVALID',
  'ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
]);

/** Names looked up in vain, proxies that gave no tunnel, and certificates that were not trusted: all before the first byte of a request. */
const BEFORE_SENDING: readonly RegExp[] = [
  /^(EAI_|ERR_DNS_)/,
  /^(PROXY_|ERR_PROXY_|ERR_SOCKS_|ERR_PAC_|ERR_TUNNEL_|ERR_HTTPS_PROXY_|ERR_MANDATORY_PROXY_|ERR_NO_SUPPORTED_PROXIES|UND_ERR_PRX_)/,
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_C|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/,
  /^(ERR_CERT_|ERR_TLS_CERT_|ERR_SSL_PINNED_|ERR_CERTIFICATE_)/,
];

/** True only where the request certainly never left: timeouts, resets and a handshake that broke prove nothing. */
export function neverLeft(code: string): boolean {
  const name = code.replace(/^net::/, '');
  return UNCONNECTED.has(name) || BEFORE_SENDING.some((family) => family.test(name));
}
