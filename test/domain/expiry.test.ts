import { describe, expect, it } from 'vitest';
import { expiryOfHeader, expiryOfLength, expiryOfSeconds, expiryOfText, refusalAt } from '../../main/domain/expiry.ts';
import { warningsOf } from '../../main/domain/token-warnings.ts';
import type { HttpAnswer } from '../../main/domain/http-port.ts';
import { exactTime } from '../../shared/words-time.ts';
import { expiryWords } from '../../shared/words.ts';
import { instant, isoOf, later, minutes, seconds } from '../../shared/time.ts';
import type { Expiry } from '../../shared/token.ts';
import { aToken, endsAt, T0 } from '../support/tokens.ts';

const answered = (at = T0, date?: string): HttpAnswer => ({
  kind: 'answered',
  at,
  status: 200,
  headers: date === undefined ? {} : { date },
  body: '{}',
  cut: false,
});
const spelled = (expiry: Expiry) => (expiry.kind === 'at' ? isoOf(expiry.at) : expiry.kind);
const EARLY = instant(T0 - 40 * 86_400_000);

describe('reading an expiry', () => {
  it.each([
    ['2026-12-31 23:59:59 UTC', '2026-12-31T23:59:59Z'],
    ['2026-12-31 17:55:53 +0500', '2026-12-31T12:55:53Z'],
    ['2026-12-31 17:55:53 -0700', '2027-01-01T00:55:53Z'],
  ])('takes the header %s to the second, with its zone', (text, iso) => {
    const { expiry } = expiryOfHeader(text, answered(EARLY), undefined);
    expect(expiry).toMatchObject({ kind: 'at', precision: 'instant', source: 'issuer' });
    expect(spelled(expiry)).toBe(iso);
  });

  it('takes a bare date for the start of that UTC day, and says so', () => {
    const { expiry } = expiryOfText('2026-12-31', 'issuer');
    expect(expiry).toEqual({ kind: 'at', at: Date.UTC(2026, 11, 31), precision: 'date', source: 'issuer' });
    expect(expiryWords(expiry, EARLY)).toBe("31 December, by date, by the issuer's word");
  });

  it('anchors a length at its receipt, so that a clock set forward later changes nothing', () => {
    const { expiry } = expiryOfLength(3600, T0, 'issuer');
    expect(expiry).toMatchObject({ at: 1_798_765_200_000 });
    expect(refusalAt(expiry, later(T0, minutes(10)))).toEqual({ kind: 'invalid' });
  });

  it('takes exp for seconds', () => {
    expect(spelled(expiryOfSeconds(1_798_765_200, 'token').expiry)).toBe('2027-01-01T01:00:00Z');
    expect(expiryOfSeconds(1_798_765_200.75, 'token').expiry).toMatchObject({ at: 1_798_765_200_750 });
  });

  it('does not believe an exp in milliseconds, and warns', () => {
    const read = expiryOfSeconds(1_798_765_200_000, 'token');
    expect(read).toEqual({ expiry: { kind: 'unknown' }, warnings: [{ code: 'expiry-implausible' }] });
  });

  it.each([
    '0001-01-01T00:00:00Z',
    0,
    null,
    '',
    'tomorrow',
    undefined,
    '2026-02-30',
    '2026-12-31 23:59:59',
    {},
    NaN,
    -1,
    '1970-01-01',
  ])('knows no expiry from %j', (garbage) => {
    for (const read of [
      expiryOfText(garbage, 'issuer'),
      expiryOfSeconds(garbage, 'issuer'),
      expiryOfLength(garbage, T0, 'issuer'),
    ]) {
      expect(read).toEqual({ expiry: { kind: 'unknown' }, warnings: [] });
    }
  });

  it('says no expiry known where the header is missing, and never where the issuer says never, as a warning', () => {
    expect(expiryOfHeader(undefined, answered(), undefined).expiry).toEqual({ kind: 'unknown' });
    expect(expiryWords({ kind: 'unknown' }, T0)).toBe('No expiry known');
    const warnings = warningsOf(aToken({ expiry: { kind: 'never', source: 'issuer' }, owner: 'me' }), { now: T0 });
    expect(warnings).toEqual([{ code: 'never-expires' }]);
  });

  it('shows a moment in the zone of whoever looks', () => {
    expect(exactTime(instant(Date.UTC(2027, 2, 14, 7, 30)), 'America/New_York')).toMatch(
      /14 March 2027.*03:30.*(?:EDT|GMT-4)/,
    );
  });
});

describe('a header that names the present', () => {
  const justNow = '2027-01-01 00:00:03 UTC';
  const doubt = { expiresAt: later(T0, seconds(3)), seenAt: T0 };

  it('is not believed at first, and remembered', () => {
    expect(expiryOfHeader(justNow, answered(), undefined)).toEqual({
      expiry: { kind: 'unknown' },
      warnings: [],
      doubt,
    });
  });

  it('is not believed when told again half a minute later', () => {
    const again = expiryOfHeader(justNow, answered(later(T0, seconds(30))), doubt);
    expect(again).toEqual({ expiry: { kind: 'unknown' }, warnings: [] });
  });

  it('is believed when told the same a minute later', () => {
    expect(expiryOfHeader(justNow, answered(later(T0, minutes(1))), doubt).expiry).toEqual(endsAt(doubt.expiresAt));
  });

  it('is never believed while it moves along with the clock', () => {
    const later2 = later(T0, minutes(2));
    const moved = expiryOfHeader('2027-01-01 00:02:00 UTC', answered(later2), doubt);
    expect(moved).toMatchObject({ expiry: { kind: 'unknown' }, doubt: { expiresAt: later2 } });
  });

  it('is told by the clock of the issuer where ours is wrong', () => {
    const wrongClock = later(T0, minutes(10));
    const read = expiryOfHeader(justNow, answered(wrongClock, 'Fri, 01 Jan 2027 00:00:02 GMT'), undefined);
    expect(read.expiry).toEqual({ kind: 'unknown' });
  });

  it('is an end like any other when it is six seconds away', () => {
    expect(expiryOfHeader('2027-01-01 00:00:06 UTC', answered(), undefined).expiry).toEqual(
      endsAt(later(T0, seconds(6))),
    );
  });
});

describe('a refusal without a reason', () => {
  it('means expired once the remembered end has come, and not before', () => {
    expect(refusalAt(endsAt(T0), T0)).toEqual({ kind: 'expired' });
    expect(refusalAt(endsAt(later(T0, seconds(1))), T0)).toEqual({ kind: 'invalid' });
    expect(refusalAt({ kind: 'unknown' }, T0)).toEqual({ kind: 'invalid' });
  });
});
