import { describe, expect, test } from 'vitest';
import { deathOf, statusOf } from '../../main/domain/status.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { days } from '../../shared/time.ts';
import { aToken, at, DAY, endsAt, looked, T0 } from '../support/tokens.ts';

const leads = defaultSettings.leads;

describe('where a token stands', () => {
  test('nobody asked yet: unchecked', () => {
    expect(statusOf(aToken(), T0, leads)).toEqual({ kind: 'unchecked' });
  });

  test('the issuer said yes and the end is far: valid', () => {
    const token = aToken({ standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(30 * DAY)) });
    expect(statusOf(token, T0, leads)).toEqual({ kind: 'valid' });
  });

  test('it is expiring from the very moment its longest lead begins', () => {
    const token = aToken({ standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(30 * DAY)) });
    expect(statusOf(token, at(16 * DAY - 1), leads).kind).toBe('valid');
    expect(statusOf(token, at(16 * DAY), leads).kind).toBe('expiring');
  });

  test("a token's own lead times beat the settings'", () => {
    const token = aToken({ standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(30 * DAY)), leads: [days(2)] });
    expect(statusOf(token, at(27 * DAY), leads).kind).toBe('valid');
    expect(statusOf(token, at(28 * DAY), leads).kind).toBe('expiring');
  });

  test('it has expired at the instant of its end, whatever the issuer managed to say last', () => {
    for (const verdict of [
      { kind: 'valid' },
      { kind: 'unknown', cause: 'rate-limited' },
      { kind: 'invalid' },
    ] as const) {
      const token = aToken({ standing: looked(verdict, T0), expiry: endsAt(at(DAY)) });
      expect(statusOf(token, at(DAY), leads)).toEqual({ kind: 'expired', at: at(DAY) });
    }
  });

  test('an outage never makes a token invalid', () => {
    const token = aToken({ standing: looked({ kind: 'unknown', cause: 'outage' }, T0) });
    expect(statusOf(token, at(400 * DAY), leads)).toEqual({ kind: 'unknown', cause: 'outage' });
  });

  test('what is known to come is not hidden by being offline', () => {
    const token = aToken({ standing: looked({ kind: 'unknown', cause: 'offline' }, T0), expiry: endsAt(at(DAY)) });
    expect(statusOf(token, T0, leads).kind).toBe('expiring');
  });

  test('revoked stays revoked after its end', () => {
    const token = aToken({ standing: looked({ kind: 'revoked' }, T0), expiry: endsAt(at(DAY)) });
    expect(statusOf(token, at(2 * DAY), leads)).toEqual({ kind: 'revoked' });
  });

  test.each(['revoked', 'invalid', 'valid'] as const)(
    'after a lost answer the loss is what there is to say, also once a look says %s',
    (kind) => {
      const standing = { ...looked({ kind }, at(DAY)), outcomeLostAt: T0 };
      const token = aToken({ standing });
      expect(statusOf(token, at(DAY), leads)).toEqual({ kind: 'outcome-lost' });
      expect(deathOf(token, at(DAY))?.kind).toBe(kind === 'valid' ? undefined : kind);
    },
  );

  test('a live token that is refused is blocked, with the reason', () => {
    const token = aToken({ standing: looked({ kind: 'blocked', why: 'sso-required' }, T0) });
    expect(statusOf(token, T0, leads)).toEqual({ kind: 'blocked', why: 'sso-required' });
  });
});
