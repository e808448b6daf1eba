import { describe, expect, test } from 'vitest';
import { neverLeft, unsettled } from '../../main/domain/acts.ts';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import { T0 } from '../support/tokens.ts';

const base = 'https://issuer.example';
const answered = (status: number, body = '{}', headers: Readonly<Record<string, string>> = {}): HttpOutcome => ({
  kind: 'answered',
  at: T0,
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
  cut: false,
});
const page = { 'content-type': 'text/html; charset=utf-8' };

describe('a request with no answer', () => {
  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_PRX_TLS',
    'PROXY_REFUSED',
    'ADDRESS_REFUSED',
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_NAME_NOT_RESOLVED',
    'net::ERR_INTERNET_DISCONNECTED',
    'net::ERR_CERT_AUTHORITY_INVALID',
    'net::ERR_PROXY_CONNECTION_FAILED',
    'net::ERR_TUNNEL_CONNECTION_FAILED',
  ])('for %s never left', (code) => {
    expect(neverLeft(code)).toBe(true);
  });

  test.each([
    'DEADLINE',
    'ETIMEDOUT',
    'ECONNRESET',
    'EPIPE',
    'EPROTO',
    'ECONNABORTED',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'net::ERR_CONNECTION_RESET',
    'net::ERR_CONNECTION_CLOSED',
    'net::ERR_TIMED_OUT',
    'net::ERR_EMPTY_RESPONSE',
    'net::ERR_NETWORK_CHANGED',
    'net::ERR_HTTP2_PING_FAILED',
    'net::ERR_SSL_PROTOCOL_ERROR',
    'UNKNOWN',
    'A_CODE_OF_TOMORROW',
  ])('for %s may have arrived', (code) => {
    expect(neverLeft(code)).toBe(false);
    expect(unsettled({ kind: 'silent', at: T0, cause: 'unexpected', code }, { base })).toMatchObject({ kind: 'lost' });
  });
});

describe('an answer that is not the issuer’s own word', () => {
  test.each<[string, HttpOutcome, object]>([
    ['503', answered(503), { kind: 'again', cause: 'outage' }],
    ['429', answered(429), { kind: 'again', cause: 'rate-limited' }],
    ['a limit as 403', answered(403, '{}', { 'retry-after': '9' }), { kind: 'again', cause: 'rate-limited' }],
    ['a proxy that wants a password', answered(407), { kind: 'again', cause: 'proxy' }],
    ['a portal', answered(511), { kind: 'again', cause: 'captive-portal' }],
    [
      'a redirect to a sign-in page',
      answered(302, '', { location: 'https://portal.example/login' }),
      { kind: 'again' },
    ],
    ['a block page', answered(403, '<html>', page), { kind: 'again', cause: 'captive-portal' }],
    ['500', answered(500), { kind: 'lost', cause: 'outage' }],
    ['502', answered(502), { kind: 'lost', cause: 'outage' }],
    ['504', answered(504), { kind: 'lost', cause: 'outage' }],
    ['a page in place of a yes', answered(200, '<html>', page), { kind: 'lost', cause: 'captive-portal' }],
  ])('%s', (_what, outcome, expected) => {
    expect(unsettled(outcome, { base })).toMatchObject(expected);
  });

  test.each([
    ['a yes', answered(200)],
    ['a yes with nothing in it', answered(204, '', {})],
    ['a yes that was cut short, of which only its reader knows what it is worth', answered(200, '{"a', {})],
    ['a no with a reason', answered(400, '{"error":"invalid_grant"}')],
    ['a no with no body', answered(401, '', { 'content-type': 'text/plain' })],
    ['not found', answered(404)],
  ])('%s is left to who knows the issuer', (_what, outcome) => {
    expect(unsettled(outcome, { base })).toBeUndefined();
  });
});
