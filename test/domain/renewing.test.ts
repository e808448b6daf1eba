import { describe, expect, test } from 'vitest';
import { renewAt, renewingAfter } from '../../main/domain/renewing.ts';
import type { Instant } from '../../shared/time.ts';
import { aToken, at, DAY, endsAt, HOUR, MINUTE } from '../support/tokens.ts';

const SECOND = 1000;

/** When one whose issuer is away is tried for, from its first try to its end. */
function triesOf(life: number, fraction: number): readonly Instant[] {
  const end = at(life);
  let token = aToken({ provider: 'oauth2', hasRefresh: true, issuedAt: at(0), expiry: endsAt(end) });
  const tries: Instant[] = [];
  for (let next = renewAt(token); next !== undefined && next < end; next = renewAt(token)) {
    tries.push(next);
    token = { ...token, renewing: renewingAfter(token, next, fraction, undefined) };
  }
  return tries;
}

describe.each([
  ['twelve seconds', 12 * SECOND],
  ['two minutes', 130 * SECOND],
  ['an hour', HOUR],
  ['a day', DAY],
  ['three months', 90 * DAY],
])('a token that lives %s, while its issuer is away', (_, life) => {
  test.each([0, 0.5, 1])('is tried for more often as its end comes near, spread by %f', (fraction) => {
    const [end, tries] = [at(life), triesOf(life, fraction)];
    const first = tries[0] ?? end;
    // An issuer that is back when a fifth of the time that was kept for it is left is met before the end.
    const fifth = Math.max((end - first) / 5, 1600);
    expect(tries.at(-1)).toBeGreaterThan(end - fifth);
    const waits = tries.slice(1).map((one, i) => one - (tries[i] ?? one));
    expect(waits.at(-1)).toBeLessThanOrEqual(Math.max(...waits) / 2 + 1600);
  });

  test('is not tried for without end', () => {
    const tries = triesOf(life, 0);
    const kept = at(life) - (tries[0] ?? 0);
    expect(tries.length).toBeLessThan(30 + kept / (5 * MINUTE));
  });
});
