import { describe, expect, it } from 'vitest';
import { classify, retryAt, serverOffset } from '../../main/domain/outcome.ts';
import type { HttpAnswer, HttpOutcome } from '../../main/domain/http-port.ts';
import { later, seconds } from '../../shared/time.ts';
import { UNKNOWN_CAUSES } from '../../shared/verdict.ts';
import { T0 } from '../support/tokens.ts';

const BASE = 'https://api.example.test';
const JSON_TYPE = { 'content-type': 'application/json' };

function answer(status: number, headers: Record<string, string> = {}, body = '{}', cut = false): HttpAnswer {
  return { kind: 'answered', at: T0, status, headers: { ...JSON_TYPE, ...headers }, body, cut };
}
const html = { 'content-type': 'text/html; charset=utf-8' };
const cause = (outcome: HttpOutcome) => {
  const verdict = classify(outcome, { base: BASE });
  return verdict?.kind === 'unknown' ? verdict.cause : verdict;
};

describe('an answer that says nothing about the token', () => {
  it.each(UNKNOWN_CAUSES)('cannot tell after silence: %s', (why) => {
    expect(cause({ kind: 'silent', at: T0, cause: why, code: 'X' })).toBe(why);
  });

  it.each([
    ['a redirect to another host', answer(302, { location: 'https://portal.test/hello' }), 'captive-portal'],
    ['a redirect to another host, with no scheme', answer(302, { location: '//portal.test/' }), 'captive-portal'],
    ['a redirect to a sign-in page', answer(302, { location: '/users/sign_in' }), 'captive-portal'],
    ['a redirect within the host', answer(301, { location: `${BASE}/v2` }), 'unexpected'],
    ['a redirect to nowhere', answer(304), 'unexpected'],
    ['a proxy that wants a password', answer(407, html, '<html>'), 'proxy'],
    ['a network that wants a sign-in', answer(511, html, '<html>'), 'captive-portal'],
    ['too many requests', answer(429), 'rate-limited'],
    ['an hourly limit used up', answer(403, { 'x-ratelimit-remaining': '0', 'retry-after': '60' }), 'rate-limited'],
    ['an hourly limit used up, with no Retry-After', answer(403, { 'x-ratelimit-remaining': '0' }), 'rate-limited'],
    ['a secondary limit', answer(403, {}, '{"message":"You have exceeded a secondary rate limit."}'), 'rate-limited'],
    ['a secondary limit told by Retry-After', answer(403, { 'retry-after': '60' }), 'rate-limited'],
    ['a server in trouble', answer(500), 'outage'],
    ['a gateway in trouble', answer(502, html, '<html>'), 'outage'],
    ['maintenance', answer(503, { 'retry-after': '120' }), 'outage'],
    ['a page with status 200', answer(200, html, '<!DOCTYPE html><html>'), 'captive-portal'],
    ['a page that calls itself JSON', answer(200, {}, '  <html><body>Welcome'), 'captive-portal'],
    ['a page with status 401', answer(401, html, '<html>'), 'captive-portal'],
    ['a page in place of a missing one', answer(404, html, '<html>'), 'unexpected'],
    ['an answer that was cut', answer(200, {}, '{"login":"a"}', true), 'unexpected'],
    ['half an answer', answer(200, {}, '{"login":'), 'unexpected'],
    ['an empty refusal', answer(401, {}, ''), 'unexpected'],
  ])('cannot tell after %s', (_title, outcome, why) => {
    expect(cause(outcome)).toBe(why);
  });

  it.each([200, 401, 403, 404, 422])('leaves an answer %i in JSON to the provider', (status) => {
    expect(classify(answer(status), { base: BASE })).toBeUndefined();
  });
});

describe('when to come back', () => {
  const reset = String(1_798_761_600 + 1800);
  it.each([
    ['seconds', answer(429, { 'retry-after': '3117' }), 3117],
    ['an HTTP date', answer(429, { 'retry-after': 'Fri, 01 Jan 2027 00:51:57 GMT' }), 3117],
    [
      'a date by an issuer whose clock is ten minutes ahead',
      answer(429, { 'retry-after': 'Fri, 01 Jan 2027 01:01:57 GMT', date: 'Fri, 01 Jan 2027 00:10:00 GMT' }),
      3117,
    ],
    [
      'the reset of a limit with nothing left',
      answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
      1800,
    ],
    ['the reset of a 429 that counts in its own header', answer(429, { 'ratelimit-reset': reset }), 1800],
    ['a reset as a length', answer(429, { 'ratelimit-reset': '90' }), 90],
    ['more than a day, which is a day', answer(429, { 'retry-after': '99999999' }), 86_400],
  ])('reads %s', (_title, outcome, wait) => {
    expect(retryAt(outcome, T0)).toBe(later(T0, seconds(wait)));
  });

  it.each([
    ['nothing', answer(429)],
    ['no time at all', answer(429, { 'retry-after': '0' })],
    ['a date gone by', answer(503, { 'retry-after': 'Thu, 31 Dec 2026 23:00:00 GMT' })],
    ['nonsense', answer(429, { 'retry-after': 'soon' })],
    [
      'a reset while there is plenty left',
      answer(200, { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': reset }),
    ],
    ['silence', { kind: 'silent', at: T0, cause: 'offline', code: 'X' } as const],
  ])('names no moment for %s', (_title, outcome) => {
    expect(retryAt(outcome, T0)).toBeUndefined();
  });
});

describe("the issuer's clock", () => {
  it('is told by its Date header', () => {
    expect(serverOffset(answer(200, { date: 'Fri, 01 Jan 2027 00:03:00 GMT' }))).toBe(180_000);
    expect(serverOffset(answer(200, { date: 'Thu, 31 Dec 2026 23:59:00 GMT' }))).toBe(-60_000);
  });
  it('is unknown without one that can be read', () => {
    expect(serverOffset(answer(200))).toBeUndefined();
    expect(serverOffset(answer(200, { date: 'yesterday' }))).toBeUndefined();
  });
});
