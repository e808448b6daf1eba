import { instant } from '../../../shared/time.ts';
import type { Token } from '../../../shared/token.ts';

/** A request as an issuer's documentation has it. `{value}`, `{refresh}` and `{key}` of a field stand for what is sent. */
export interface AskedFor {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it goes on the wire; an object is JSON, compared by content. */
  readonly body?: string | object;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON. */
  readonly body?: string | object;
}

/** One row of the answer matrix: what the issuer answers, and what that says of the token. */
export interface AnswerRow extends Answered {
  /** As in "is judged right when …". */
  readonly when: string;
  /** `valid`, `expired`, `revoked`, `invalid`, `blocked: CAUSE` or `unknown: CAUSE`. */
  readonly verdict: string;
  /** Left out: not looked at. `never`, `unknown`, or a moment as `2027-06-30T23:59:59Z`. */
  readonly ends?: string;
  readonly scopes?: readonly string[];
  readonly subject?: string;
  readonly issuerId?: string;
  /** Codes of warnings that come with it. */
  readonly warns?: readonly string[];
  /** What was known of the token before. */
  readonly token?: Partial<Token>;
}

/** An act: its request byte for byte, and what its answers mean. */
export interface ActRow {
  readonly act: 'rotate' | 'retire' | 'revoke' | 'refresh';
  readonly asked: AskedFor;
  readonly answers: readonly (Answered & {
    readonly when: string;
    /** `confirmed`, `accepted`, `issued`, `again`, `lost`, or `no: WHY`. */
    readonly means: string;
    readonly ends?: string;
    readonly issuerId?: string;
  })[];
  readonly token?: Partial<Token>;
}

/** All that is known of a kind from its issuer's documentation. Holds nothing of the code that it is compared with. */
export interface KindRows {
  /** Its id in the registry. */
  readonly kind: string;
  /** Of the kind's shape, obviously fake, and made when it is asked for. */
  readonly value: () => string;
  /** What has to stand around the value for it to be recognised; left out where its shape is enough. */
  readonly context?: { readonly name?: string; readonly host?: string; readonly chosen?: string };
  readonly fields?: Readonly<Record<string, string>>;
  readonly refresh?: string;
  /** What its base has behind the host. */
  readonly under?: string;
  /** Left out where nobody can be asked. */
  readonly asked?: AskedFor;
  readonly token?: Partial<Token>;
  readonly answers?: readonly AnswerRow[];
  /** Where the value tells of itself. */
  readonly claims?: readonly (Omit<AnswerRow, 'status'> & { readonly value: () => string })[];
  /** What the value tells of itself besides what its issuer says. */
  readonly reads?: readonly (Omit<AnswerRow, 'status' | 'verdict'> & { readonly value: () => string })[];
  readonly acts?: readonly ActRow[];
}

export const zeros = (count: number): string => '0'.repeat(count);

/** What any issuer's front door may answer instead of it: six rows of every kind that is asked over the network. */
export const anyIssuer: readonly AnswerRow[] = [
  { when: 'its servers are down', status: 503, body: { message: 'unavailable' }, verdict: 'unknown: outage' },
  { when: 'a gateway gave up', status: 504, body: '', verdict: 'unknown: outage' },
  {
    when: 'it asks to wait',
    status: 429,
    headers: { 'retry-after': '30' },
    body: { message: 'Too Many Requests' },
    verdict: 'unknown: rate-limited',
  },
  {
    when: 'a network asks to sign in first',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Welcome</title>',
    verdict: 'unknown: captive-portal',
  },
  {
    when: 'it sends elsewhere',
    status: 302,
    headers: { location: 'https://portal.example.test/' },
    body: '',
    verdict: 'unknown: captive-portal',
  },
  { when: 'somebody else answers yes', status: 200, body: { pong: 1 }, verdict: 'unknown: unexpected' },
];

/** A refusal that does not say why: of a token that never was, and past the end that was remembered of it. */
export const refusedAs = (answer: Answered): readonly AnswerRow[] => [
  { when: 'it is refused', ...answer, verdict: 'invalid' },
  {
    when: 'it is refused after its remembered end',
    ...answer,
    token: { expiry: { kind: 'at', at: instant(1_798_761_599_000), precision: 'instant', source: 'issuer' } },
    verdict: 'expired',
  },
];
