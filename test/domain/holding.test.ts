import { describe, expect, test } from 'vitest';
import { gather, heldUntil, tomorrowMorning } from '../../main/domain/holding.ts';
import { duration } from '../../shared/time.ts';
import type { Notice } from '../../shared/notice.ts';
import { tokenId } from '../../shared/token.ts';
import { at, DAY, HOUR, MINUTE, T0 } from '../support/tokens.ts';

const night = { from: '22:00', to: '07:00' };
const utc = duration(0);
const berlin = duration(HOUR);

describe('quiet hours', () => {
  test('over midnight hold from ten at night until seven', () => {
    expect(heldUntil(at(21 * HOUR + 59 * MINUTE), undefined, night, utc)).toBeUndefined();
    expect(heldUntil(at(22 * HOUR), undefined, night, utc)).toBe(at(DAY + 7 * HOUR));
    expect(heldUntil(at(DAY + 6 * HOUR), undefined, night, utc)).toBe(at(DAY + 7 * HOUR));
    expect(heldUntil(at(DAY + 7 * HOUR), undefined, night, utc)).toBeUndefined();
  });

  test('are local time', () => {
    expect(heldUntil(at(21 * HOUR), undefined, night, berlin)).toBe(at(DAY + 6 * HOUR));
  });

  test('within one day', () => {
    expect(heldUntil(at(13 * HOUR), undefined, { from: '12:00', to: '14:00' }, utc)).toBe(at(14 * HOUR));
    expect(heldUntil(at(14 * HOUR), undefined, { from: '12:00', to: '14:00' }, utc)).toBeUndefined();
  });

  test('and a pause hold until the later of both', () => {
    expect(heldUntil(at(23 * HOUR), at(DAY + 8 * HOUR), night, utc)).toBe(at(DAY + 8 * HOUR));
    expect(heldUntil(at(23 * HOUR), at(23.5 * HOUR), night, utc)).toBe(at(DAY + 7 * HOUR));
    expect(heldUntil(at(10 * HOUR), at(9 * HOUR), null, utc)).toBeUndefined();
  });
});

test('until tomorrow means eight in the morning of the next local day', () => {
  expect(tomorrowMorning(at(23.5 * HOUR), utc)).toBe(at(DAY + 8 * HOUR));
  expect(tomorrowMorning(at(23.5 * HOUR), berlin)).toBe(at(2 * DAY + 7 * HOUR));
});

describe('what is shown at once', () => {
  const notice = (id: string, when = T0): Notice => ({
    id,
    at: when,
    what: { kind: 'expired', token: tokenId(id), label: id, provider: 'GitHub', expiresAt: T0 },
  });
  const some = (n: number, when = T0) => Array.from({ length: n }, (_, i) => notice(`n${i}`, when));

  test('up to three come each alone, more as one', () => {
    expect(gather(some(3), T0)).toEqual({ each: some(3) });
    expect(gather(some(4), T0)).toEqual({ all: some(4) });
  });

  test('two that had to wait come as one, a single one as itself', () => {
    expect(gather(some(2), at(HOUR))).toEqual({ all: some(2) });
    expect(gather(some(1), at(HOUR))).toEqual({ each: some(1) });
  });
});
