import { describe, expect, test } from 'vitest';
import { dueTasks, nextWake } from '../../main/domain/due.ts';
import { checkDueAt, type DueContext } from '../../main/domain/moments.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { days, duration, hours, type Instant } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { aToken, at, DAY, endsAt, HOUR, looked, MINUTE, T0 } from '../support/tokens.ts';

const context: DueContext = {
  settings: defaultSettings,
  checkable: () => true,
  rotatable: () => false,
  renews: () => 'none',
  ahead: () => duration(0),
  online: true,
  wokeAt: T0,
};
const offline: DueContext = { ...context, checkable: () => false };

const warnings = (tokens: readonly Token[], now: Instant) =>
  dueTasks(tokens, now, offline).flatMap((task) => (task.kind === 'warn' ? [task] : []));

/** Tells what is due and moves on to the next wake, as the heartbeat does, until a moment. */
function tellUntil(token: Token, end: Instant): { readonly at: Instant; readonly lead: number }[] {
  const told: { at: Instant; lead: number }[] = [];
  let kept = token;
  let now: Instant | undefined = T0;
  while (now !== undefined && now <= end) {
    for (const task of warnings([kept], now)) {
      told.push({ at: now, lead: task.lead });
      kept = { ...kept, warned: { expiresAt: task.expiresAt, lead: task.lead, at: now }, snoozedUntil: undefined };
    }
    now = nextWake([kept], now, offline);
  }
  return told;
}

describe('warnings before expiry', () => {
  test('come at 14 d, 3 d, 1 d, 1 h before and at the end itself, to the millisecond', () => {
    for (const life of [30 * DAY, 400 * DAY]) {
      const end = at(life);
      expect(tellUntil(aToken({ expiry: endsAt(end) }), at(life + DAY))).toEqual([
        { at: end - 14 * DAY, lead: 14 * DAY },
        { at: end - 3 * DAY, lead: 3 * DAY },
        { at: end - DAY, lead: DAY },
        { at: end - HOUR, lead: HOUR },
        { at: end, lead: 0 },
      ]);
    }
  });

  test('after a gap over several leads only the most urgent is told', () => {
    const token = aToken({ expiry: endsAt(at(30 * DAY)) });
    expect(warnings([token], at(29 * DAY + 5)).map(({ lead }) => lead)).toEqual([DAY]);
  });

  test('asking twice in the same moment answers the same', () => {
    const token = aToken({ expiry: endsAt(at(30 * DAY)) });
    expect(warnings([token], at(27 * DAY))).toEqual(warnings([token], at(27 * DAY)));
  });

  test('a clock set back repeats nothing', () => {
    const warned = { expiresAt: at(30 * DAY), lead: days(3), at: at(27 * DAY) };
    const token = aToken({ expiry: endsAt(at(30 * DAY)), warned });
    expect(warnings([token], at(16 * DAY))).toEqual([]);
    expect(warnings([token], at(27 * DAY))).toEqual([]);
    expect(warnings([token], at(29 * DAY)).map(({ lead }) => lead)).toEqual([DAY]);
  });

  test('an expiry that wobbles by seconds between looks is still the same one', () => {
    const warned = { expiresAt: at(30 * DAY), lead: days(3), at: at(27 * DAY) };
    const token = aToken({ expiry: endsAt(at(30 * DAY + 4000)), warned });
    expect(warnings([token], at(27 * DAY + HOUR))).toEqual([]);
  });

  test('an expiry moved far away is warned of anew, and the old one never again', () => {
    const warned = { expiresAt: at(30 * DAY), lead: days(1), at: at(29 * DAY) };
    const token = aToken({ expiry: endsAt(at(150 * DAY)), warned });
    expect(warnings([token], at(30 * DAY))).toEqual([]);
    expect(warnings([token], at(136 * DAY)).map(({ lead }) => lead)).toEqual([14 * DAY]);
  });

  test('a snooze ends in one notice, which also stands for the lead that falls on that moment', () => {
    const warned = { expiresAt: at(30 * DAY), lead: days(3), at: at(27 * DAY) };
    const token = aToken({ expiry: endsAt(at(30 * DAY)), warned, snoozedUntil: at(29 * DAY) });
    expect(warnings([token], at(28 * DAY))).toEqual([]);
    expect(tellUntil(token, at(29 * DAY + 22 * HOUR))).toEqual([{ at: at(29 * DAY), lead: DAY }]);
  });

  test('a snooze over before any lead begins stays silent until the lead', () => {
    const token = aToken({ expiry: endsAt(at(30 * DAY)), snoozedUntil: at(2 * DAY) });
    expect(warnings([token], at(3 * DAY))).toEqual([]);
    expect(warnings([token], at(16 * DAY)).map(({ lead }) => lead)).toEqual([14 * DAY]);
  });

  test('a revoked or refused token is not warned of', () => {
    for (const kind of ['revoked', 'invalid'] as const) {
      const token = aToken({ expiry: endsAt(at(DAY)), standing: looked({ kind }, T0, 1) });
      expect(warnings([token], at(DAY))).toEqual([]);
    }
  });

  test('twelve within a minute are due together, two are not pulled forward', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        aToken({ id: tokenId(`t${i}`), expiry: endsAt(at(30 * DAY + i * 4000)) }),
      );
    expect(warnings(many(12), at(16 * DAY))).toHaveLength(12);
    expect(warnings(many(2), at(16 * DAY))).toHaveLength(1);
  });
});

describe('checks', () => {
  const dueAfter = (token: Token) => (checkDueAt(token, context) ?? NaN) - T0;

  test('a token never asked after is due at once, within the spread after waking', () => {
    expect(dueAfter(aToken({ addedAt: at(-DAY) }))).toBeLessThanOrEqual(30_000);
  });

  test('a long-lived token is due after six hours, spread over a tenth more', () => {
    const due = dueAfter(aToken({ standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(90 * DAY)) }));
    expect(due).toBeGreaterThanOrEqual(6 * HOUR);
    expect(due).toBeLessThanOrEqual(6.6 * HOUR);
  });

  test('one that lives under a day, or is in its last day, is due hourly', () => {
    for (const expiry of [endsAt(at(10 * HOUR)), endsAt(at(20 * HOUR))]) {
      const addedAt = expiry.kind === 'at' && expiry.at === at(20 * HOUR) ? at(-90 * DAY) : T0;
      const due = dueAfter(aToken({ addedAt, standing: looked({ kind: 'valid' }, T0), expiry }));
      expect(due).toBeGreaterThanOrEqual(HOUR);
      expect(due).toBeLessThanOrEqual(1.1 * HOUR);
    }
  });

  test('one look follows a minute after the end', () => {
    const token = aToken({ standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(30 * MINUTE)) });
    expect(dueAfter(token)).toBe(31 * MINUTE);
  });

  test('after two refusals nothing is asked by itself any more', () => {
    const once = { ...looked({ kind: 'invalid' }, T0, 1), checkNotBefore: at(HOUR) };
    expect(checkDueAt(aToken({ standing: once }), context)).toBe(at(HOUR));
    expect(checkDueAt(aToken({ standing: { ...once, misses: 2 } }), context)).toBeUndefined();
  });

  test('what the issuer said about coming back is kept to the second', () => {
    const standing = { ...looked({ kind: 'unknown', cause: 'rate-limited' }, T0, 1), checkNotBefore: at(3_117_000) };
    expect(checkDueAt(aToken({ standing }), context)).toBe(at(3_117_000));
  });

  test('offline nothing is due, and nothing wakes the machine for it', () => {
    const token = aToken({ addedAt: at(-DAY) });
    expect(dueTasks([token], at(DAY), { ...context, online: false })).toEqual([]);
    expect(nextWake([token], at(DAY), { ...context, online: false })).toBeUndefined();
  });

  test('forty overdue tokens spread over the half minute after waking, the same way each time', () => {
    const tokens = Array.from({ length: 40 }, (_, i) =>
      aToken({ id: tokenId(`token-${i}-${i * 7919}`), addedAt: at(-DAY) }),
    );
    const moments = tokens.map(dueAfter).sort((a, b) => a - b);
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(20_000);
    expect(tokens.map(dueAfter).sort((a, b) => a - b)).toEqual(moments);
  });
});

test('a heartbeat over 10,000 tokens finds only what is due', () => {
  const tokens = Array.from({ length: 10_000 }, (_, i) =>
    aToken({
      id: tokenId(`t${i}`),
      standing: looked({ kind: 'valid' }, T0),
      expiry: endsAt(at(30 * DAY + i * duration(hours(1)))),
    }),
  );
  expect(warnings(tokens, at(16 * DAY)).map(({ token }) => token)).toEqual(['t0']);
});
