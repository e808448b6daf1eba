import type { UnknownCause } from '../../shared/verdict.ts';

type Names = readonly string[];

/** Codes of Node, OpenSSL and undici, and Chromium's without their `net::`. What begins with one of {@link PREFIXES} need not be here. */
const NAMES: readonly (readonly [UnknownCause, Names])[] = [
  [
    'timeout',
    [
      'DEADLINE',
      'TOO_LATE',
      'ETIMEDOUT',
      'ESOCKETTIMEDOUT',
      'ERR_SOCKET_CONNECTION_TIMEOUT',
      'ERR_TLS_HANDSHAKE_TIMEOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'UND_ERR_HEADERS_TIMEOUT',
      'UND_ERR_BODY_TIMEOUT',
      'ERR_TIMED_OUT',
      'ERR_CONNECTION_TIMED_OUT',
      'ERR_DNS_TIMED_OUT',
    ],
  ],
  [
    'offline',
    [
      'ENOTFOUND',
      'ENODATA',
      'ENETDOWN',
      'ENETUNREACH',
      'ENETRESET',
      'EHOSTDOWN',
      'EHOSTUNREACH',
      'EADDRNOTAVAIL',
      'ESERVFAIL',
      'ETIMEOUT',
      'EREFUSED',
      'ENONAME',
      'ERR_INTERNET_DISCONNECTED',
      'ERR_NETWORK_CHANGED',
      'ERR_NETWORK_IO_SUSPENDED',
      'ERR_NETWORK_ACCESS_DENIED',
      'ERR_NETWORK_ACCESS_REVOKED',
      'ERR_ADDRESS_UNREACHABLE',
      'ERR_ADDRESS_INVALID',
      'ERR_NAME_NOT_RESOLVED',
      'ERR_NAME_RESOLUTION_FAILED',
      'ERR_ICANN_NAME_COLLISION',
      'ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
    ],
  ],
  [
    'proxy',
    [
      'UND_ERR_PRX_TLS',
      'ERR_TUNNEL_CONNECTION_FAILED',
      'ERR_HTTPS_PROXY_TUNNEL_RESPONSE',
      'ERR_HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT',
      'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
      'ERR_NO_SUPPORTED_PROXIES',
      'ERR_UNEXPECTED_PROXY_AUTH',
      'ERR_UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH',
    ],
  ],
  [
    'tls',
    [
      'EPROTO',
      'HOSTNAME_MISMATCH',
      'INVALID_CA',
      'INVALID_PURPOSE',
      'PATH_LENGTH_EXCEEDED',
      'ERR_BAD_SSL_CLIENT_AUTH_CERT',
      'ERR_INSECURE_RESPONSE',
      'ERR_CLIENT_AUTH_CERT_TYPE_UNSUPPORTED',
    ],
  ],
  [
    'outage',
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'ECONNABORTED',
      'ENOTCONN',
      'EPIPE',
      'ERR_STREAM_PREMATURE_CLOSE',
      'UND_ERR_SOCKET',
      'UND_ERR_CLOSED',
      'UND_ERR_DESTROYED',
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'ERR_CONNECTION_REFUSED',
      'ERR_CONNECTION_RESET',
      'ERR_CONNECTION_CLOSED',
      'ERR_CONNECTION_ABORTED',
      'ERR_CONNECTION_FAILED',
      'ERR_SOCKET_NOT_CONNECTED',
      'ERR_EMPTY_RESPONSE',
      'ERR_CONTENT_LENGTH_MISMATCH',
      'ERR_INCOMPLETE_CHUNKED_ENCODING',
      'ERR_INCOMPLETE_HTTP2_HEADERS',
      'ERR_HTTP2_SERVER_REFUSED_STREAM',
      'ERR_HTTP2_PING_FAILED',
    ],
  ],
];

/** Families too long to list, and so many that the next version adds to them. */
const PREFIXES: readonly (readonly [UnknownCause, RegExp])[] = [
  ['offline', /^(EAI_|ERR_DNS_)/],
  ['proxy', /^(PROXY_|ERR_PROXY_|ERR_SOCKS_|ERR_PAC_)/],
  [
    'tls',
    /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_C|ERR_CERT_|ERR_SSL_|ERR_TLS_|ERR_CERTIFICATE_|ERR_QUIC_HANDSHAKE|ERR_ECH_|ERR_CT_)/,
  ],
];

const KNOWN: ReadonlyMap<string, UnknownCause> = new Map(
  NAMES.flatMap(([cause, names]) => names.map((name) => [name, cause] as const)),
);

/** What the system's own word for a failed exchange means for a token: never anything against it. */
export function causeOf(code: string): UnknownCause {
  const name = code.replace(/^net::/, '');
  return KNOWN.get(name) ?? PREFIXES.find(([, family]) => family.test(name))?.[0] ?? 'unexpected';
}

const CODE = /^[A-Za-z][\w:.-]{1,79}$/;
const MOST_DEPTH = 4;

/**
 * The code of an error, of its cause, or of the first of the errors it gathers (one for each address tried). Never a message: those
 * may carry addresses and headers.
 */
export function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > MOST_DEPTH) return 'UNKNOWN';
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && CODE.test(code)) return code;
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  return inner === undefined ? 'UNKNOWN' : codeOf(inner, depth + 1);
}
