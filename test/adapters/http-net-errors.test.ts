import { describe, expect, test } from 'vitest';
import { causeOf, codeOf } from '../../main/adapters/net-errors.ts';

const table = {
  offline:
    'ENOTFOUND EAI_AGAIN EAI_FAIL ENETUNREACH ENETDOWN EHOSTUNREACH EADDRNOTAVAIL net::ERR_INTERNET_DISCONNECTED net::ERR_NETWORK_CHANGED net::ERR_NAME_NOT_RESOLVED net::ERR_NAME_RESOLUTION_FAILED net::ERR_ADDRESS_UNREACHABLE net::ERR_NETWORK_IO_SUSPENDED net::ERR_DNS_SERVER_FAILED',
  timeout:
    'DEADLINE ETIMEDOUT UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT net::ERR_TIMED_OUT net::ERR_CONNECTION_TIMED_OUT net::ERR_DNS_TIMED_OUT',
  tls: 'DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REVOKED CRL_HAS_EXPIRED HOSTNAME_MISMATCH ERR_TLS_CERT_ALTNAME_INVALID ERR_SSL_WRONG_VERSION_NUMBER EPROTO net::ERR_CERT_AUTHORITY_INVALID net::ERR_CERT_DATE_INVALID net::ERR_CERT_COMMON_NAME_INVALID net::ERR_SSL_PROTOCOL_ERROR net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH net::ERR_BAD_SSL_CLIENT_AUTH_CERT',
  proxy:
    'PROXY_407 PROXY_ECONNREFUSED UND_ERR_PRX_TLS net::ERR_PROXY_CONNECTION_FAILED net::ERR_PROXY_AUTH_REQUESTED net::ERR_PROXY_CERTIFICATE_INVALID net::ERR_TUNNEL_CONNECTION_FAILED net::ERR_SOCKS_CONNECTION_FAILED net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED net::ERR_NO_SUPPORTED_PROXIES net::ERR_PAC_SCRIPT_FAILED net::ERR_UNEXPECTED_PROXY_AUTH',
  outage:
    'ECONNREFUSED ECONNRESET EPIPE UND_ERR_SOCKET UND_ERR_RES_CONTENT_LENGTH_MISMATCH net::ERR_CONNECTION_REFUSED net::ERR_CONNECTION_RESET net::ERR_CONNECTION_CLOSED net::ERR_EMPTY_RESPONSE net::ERR_INCOMPLETE_CHUNKED_ENCODING net::ERR_CONTENT_LENGTH_MISMATCH',
  unexpected:
    'UNKNOWN HPE_INVALID_CONSTANT ADDRESS_REFUSED HEADER_REFUSED ERR_INVALID_CHAR net::ERR_INVALID_HTTP_RESPONSE net::ERR_FAILED',
} as const;

describe('what a network error means', () => {
  const rows = Object.entries(table).flatMap(([cause, codes]) => codes.split(' ').map((code) => ({ code, cause })));
  test.each(rows)('$code is $cause', ({ code, cause }) => {
    expect(causeOf(code)).toBe(cause);
  });
});

describe('the code of an error', () => {
  test('is found in its cause, or in the first of the addresses tried', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    expect(codeOf(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED');
    expect(codeOf(new AggregateError([refused]))).toBe('ECONNREFUSED');
  });

  test('is never a sentence, which may carry a header', () => {
    expect(codeOf(new Error('authorization: something'))).toBe('UNKNOWN');
    expect(codeOf(Object.assign(new Error('x'), { code: 'authorization: something' }))).toBe('UNKNOWN');
  });
});
