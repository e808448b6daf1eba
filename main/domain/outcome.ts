import {
  between,
  days,
  duration,
  instant,
  later,
  parseHttpDate,
  seconds,
  type Duration,
  type Instant,
} from '../../shared/time.ts';
import type { UnknownCause, Verdict } from '../../shared/verdict.ts';
import { fieldsOf, parseJson } from './json.ts';
import type { HttpAnswer, HttpOutcome } from './http-port.ts';

/** `base` is the address that was asked, `speaks` the form of the issuer's own answers: JSON where it is left out. */
export interface Asked {
  readonly base: string;
  readonly speaks?: 'json' | 'xml';
}

/**
 * What is the same for all issuers: everything that says nothing about the token. Undefined where the answer is the issuer's own and its
 * provider must judge.
 */
export function classify(outcome: HttpOutcome, { base, speaks = 'json' }: Asked): Verdict | undefined {
  if (outcome.kind === 'silent') return unknown(outcome.cause);
  const cause = causeByStatus(outcome, base) ?? causeByBody(outcome, speaks);
  return cause === undefined ? undefined : unknown(cause);
}

export const unknown = (cause: UnknownCause): Verdict => ({ kind: 'unknown', cause });

function causeByStatus(answer: HttpAnswer, base: string): UnknownCause | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400)
    return leadsToSignIn(answer.headers['location'] ?? '', base) ? 'captive-portal' : 'unexpected';
  if (status === 407) return 'proxy';
  if (status === 511) return 'captive-portal';
  if (status >= 500) return 'outage';
  return isLimited(answer) ? 'rate-limited' : undefined;
}

/** A 403 can be a limit too: the hourly one with nothing remaining, or a secondary one that only its text or Retry-After gives away. */
function isLimited(answer: HttpAnswer): boolean {
  if (answer.status === 429) return true;
  if (answer.status !== 403) return false;
  const { headers, body } = answer;
  return (
    remainingOf(answer) === 0 ||
    headers['retry-after'] !== undefined ||
    /rate limit|abuse detection/i.test(messageOf(body))
  );
}

function messageOf(body: string): string {
  const message = fieldsOf(parseJson(body))?.['message'];
  return typeof message === 'string' ? message : '';
}

function leadsToSignIn(location: string, base: string): boolean {
  const target = hostOf(location);
  return (
    (target !== undefined && target !== hostOf(base)) ||
    /(?:log|sign)[-_]?(?:in|on)\b|captive|portal|\/sso\b|\/saml\b/i.test(location)
  );
}

const hostOf = (url: string): string | undefined => /^(?:https?:)?\/\/([^/?#\\]+)/i.exec(url)?.[1]?.toLowerCase();

/** A page for a person to read, where an answer of another form was asked for. */
export const isHtml = ({ headers, body }: HttpAnswer, speaks: Asked['speaks'] = 'json'): boolean =>
  /^text\/html\b|^application\/xhtml/i.test(headers['content-type'] ?? '') ||
  (speaks === 'xml' ? /^\s*<(?:!doctype html|html)/i : /^\s*<(?:!doctype|html|\?xml)/i).test(body);

function causeByBody(answer: HttpAnswer, speaks: Asked['speaks']): UnknownCause | undefined {
  const { status, body, cut } = answer;
  // A page in place of a missing one is the mark of a wrong host, not of a portal.
  if (isHtml(answer, speaks)) return status === 404 ? 'unexpected' : 'captive-portal';
  return cut || (speaks === 'json' && parseJson(body) === undefined) ? 'unexpected' : undefined;
}

const LONGEST_WAIT = days(1);
/** Beyond this a difference between two clocks is no drift: one of them is simply wrong, and only lengths are taken from it. */
const MOST_DRIFT = days(1);
/** Numbers above are seconds since 1970, numbers below seconds from now. */
const LEAST_EPOCH = 1_000_000_000;

/**
 * When the issuer lets itself be asked again: Retry-After in either form, else the reset of a limit that is used up. Undefined where it says
 * nothing or names no time to come; never more than a day ahead. `now` is our clock at receipt, whose drift against the issuer's is allowed for.
 */
export function retryAt(outcome: HttpOutcome, now: Instant): Instant | undefined {
  if (outcome.kind === 'silent') return undefined;
  const wait = retryAfter(outcome, now) ?? resetOfLimit(outcome, now);
  return wait === undefined || wait <= 0 ? undefined : later(now, duration(Math.min(wait, LONGEST_WAIT)));
}

function retryAfter(answer: HttpAnswer, now: Instant): Duration | undefined {
  const text = answer.headers['retry-after']?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return seconds(Math.ceil(Number(text)));
  const at = parseHttpDate(text) ?? momentOf(answer.headers['x-retry-after']);
  return at === undefined ? undefined : waitUntil(at, answer, now);
}

/** Docker Hub names the moment itself, in seconds since 1970. */
const momentOf = (text: string | undefined): Instant | undefined =>
  text !== undefined && /^\d{10}$/.test(text.trim()) ? instant(Number(text) * 1000) : undefined;

function resetOfLimit(answer: HttpAnswer, now: Instant): Duration | undefined {
  const remaining = remainingOf(answer);
  const spent = remaining === 0 || (remaining === undefined && answer.status === 429);
  const text = answer.headers['x-ratelimit-reset'] ?? answer.headers['ratelimit-reset'] ?? '';
  if (!spent || !/^\d{1,12}$/.test(text.trim())) return undefined;
  const reset = Number(text);
  return reset < LEAST_EPOCH ? seconds(reset) : waitUntil(instant(reset * 1000), answer, now);
}

function waitUntil(at: Instant, answer: HttpAnswer, now: Instant): Duration {
  const drift = serverOffset(answer) ?? duration(0);
  return Math.abs(drift) > MOST_DRIFT ? between(now, at) : between(later(now, drift), at);
}

function remainingOf({ headers }: HttpAnswer): number | undefined {
  const text = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/** How far the answering clock is ahead of ours, by its Date header: good to a second. */
export function serverOffset(outcome: HttpOutcome): Duration | undefined {
  const sent = outcome.kind === 'silent' ? undefined : parseHttpDate(outcome.headers['date'] ?? '');
  return sent === undefined ? undefined : between(outcome.at, sent);
}

/** Less than this is the coarseness of the Date header and the time an answer travels. */
const LEAST_DRIFT = seconds(5);

/**
 * How far the issuer's clock is ahead of ours where the two really differ: what moments told by the issuer are compared with. Zero where
 * the difference is too small to mean anything, or so large that one of them is simply wrong.
 */
export function clockDrift(outcome: HttpOutcome): Duration {
  const offset = serverOffset(outcome) ?? duration(0);
  const size = Math.abs(offset);
  return size > LEAST_DRIFT && size <= MOST_DRIFT ? offset : duration(0);
}
