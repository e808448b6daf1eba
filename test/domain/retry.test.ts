import { describe, expect, test } from 'vitest';
import { standingAfter, type Look } from '../../main/domain/retry.ts';
import { afterLook, askedOf } from '../../main/domain/look.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { aToken, at, DAY, endsAt, HOUR, MINUTE, T0 } from '../support/tokens.ts';

const look = (verdict: Verdict, facts: Partial<Look> = {}): Look => ({
  verdict,
  evidence: { at: T0, asked: 'GET x/user' },
  ...facts,
});
const outage = look({ kind: 'unknown', cause: 'outage' });

describe('after a look', () => {
  test('what taught nothing keeps the last good look and waits a minute, then two, then four, at most six hours', () => {
    let standing = standingAfter({ misses: 0 }, look({ kind: 'valid' }), 0);
    const good = standing.lastGood;
    const waits = Array.from({ length: 12 }, () => {
      standing = standingAfter(standing, outage, 0);
      return (standing.checkNotBefore ?? NaN) - T0;
    });
    expect(waits.slice(0, 4)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]);
    expect(waits.at(-1)).toBe(6 * HOUR);
    expect(standing.lastGood).toBe(good);
  });

  test('waits are spread by up to a fifth', () => {
    expect(standingAfter({ misses: 0 }, outage, 1).checkNotBefore).toBe(at(1.2 * MINUTE));
  });

  test("the issuer's own word on when to come back wins", () => {
    const limited = look({ kind: 'unknown', cause: 'rate-limited' }, { retryAt: at(3_117_000) });
    expect(standingAfter({ misses: 5 }, limited, 1).checkNotBefore).toBe(at(3_117_000));
  });

  test('a refusal is looked at once more after an hour, and good news clears it all', () => {
    const refused = standingAfter({ misses: 0 }, look({ kind: 'invalid' }), 0);
    expect([refused.misses, refused.checkNotBefore]).toEqual([1, at(HOUR)]);
    const good = standingAfter(refused, look({ kind: 'valid' }), 0);
    expect([good.misses, good.checkNotBefore]).toEqual([0, undefined]);
  });

  test('a long outage does not count towards refusals', () => {
    const after = standingAfter(
      { ...standingAfter({ misses: 7 }, outage, 0), misses: 8 },
      look({ kind: 'invalid' }),
      0,
    );
    expect(after.misses).toBe(1);
  });
});

describe('facts after a look', () => {
  test("silence about expiry does not take the user's word away, an issuer's word replaces it", () => {
    const byUser = { kind: 'at', at: at(DAY), precision: 'date', source: 'user' } as const;
    const silent = afterLook(aToken({ expiry: byUser }), look({ kind: 'valid' }), { expiry: { kind: 'unknown' } }, 0);
    expect(silent.expiry).toEqual(byUser);
    expect(afterLook(silent, look({ kind: 'valid' }), { expiry: endsAt(at(9 * DAY)) }, 0).expiry).toEqual(
      endsAt(at(9 * DAY)),
    );
  });

  test('what was asked is told without scheme and query', () => {
    const request = { method: 'GET', url: 'https://api.example.test/v1/self?access_token=x#y', headers: {} } as const;
    expect(askedOf(request)).toBe('GET api.example.test/v1/self');
  });
});
