import type { Instant } from '../../shared/time.ts';
import type { UnknownCause } from '../../shared/verdict.ts';
import type { Secret } from './secret.ts';

/** A request. Header and body values may be secrets; the adapter alone opens them. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Where a secret has to stand in it there is its name in braces, `/bot{value}/getMe`: so it is shown and logged. */
  readonly url: string;
  /** What those names stand for. */
  readonly inUrl?: Readonly<Record<string, Secret>> | undefined;
  readonly headers: Readonly<Record<string, string | Secret>>;
  readonly body?: string | Secret | undefined;
  /** It leaves before this moment or not at all: silence, with the code `TOO_LATE`. */
  readonly notAfter?: Instant | undefined;
}

export interface HttpAnswer {
  readonly kind: 'answered';
  readonly at: Instant;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MiB; what is longer is cut and `cut` says so. */
  readonly body: string;
  readonly cut: boolean;
}

/** No answer: why, in the words of a verdict, with the system's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`). */
export interface HttpSilence {
  readonly kind: 'silent';
  readonly at: Instant;
  readonly cause: UnknownCause;
  readonly code: string;
}

export type HttpOutcome = HttpAnswer | HttpSilence;

/**
 * Asks once: no redirect is followed, nothing is retried, 15 s at most, two at a time per host. Never throws; `ask` of an address that is
 * neither https nor loopback http answers silence with cause `unexpected`.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpOutcome>;
}

/** A request as it goes on the wire: secrets opened, header names in lower case. */
export interface PlainRequest {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In pieces where it is somebody else's, and may be of any length. */
  readonly body?: string | AsyncIterable<Uint8Array> | undefined;
}

export type Exchanged =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      /** Pulled by the reader; leaving it early closes the connection. May throw an error with a `code`, as it may break at any moment. */
      readonly body: AsyncIterable<Uint8Array>;
    }
  /** The system's own word: `ECONNREFUSED`, `net::ERR_PROXY_CONNECTION_FAILED`. */
  | { readonly kind: 'failed'; readonly code: string };

/** As much of an `AbortSignal` as is needed; a plain room does not know that type. */
export interface Halt {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
}

/**
 * One exchange over the platform's own network stack, behind which stand proxy and certificates. Redirects are answers, not followed;
 * no cookies, no cache, no stored credentials. Ends early on `halt`, the body too. Never throws.
 */
export type Exchange = (request: PlainRequest, halt: Halt) => Promise<Exchanged>;
