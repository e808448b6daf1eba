import { describe, expect, test } from 'vitest';
import { asideWords, needPerson, quietUntil, quietWords } from '../../renderer/attention.ts';
import { learn } from '../../renderer/speaking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { days, hours, later } from '../../shared/time.ts';
import { endsAt, NOW, viewOf } from './a-view.ts';

const settings = defaultSettings;
const en = await learn('en');
const de = await learn('de');
const fields = { host: 'none', fields: [], kinds: [] } as const;
const providers = [
  { id: 'github', name: 'GitHub', checks: true, rotates: false, revokes: true, ...fields },
  { id: 'other', name: 'Something else', checks: false, rotates: false, revokes: false, ...fields },
];

describe('what needs a person', () => {
  test('is the dead first, then what ends soonest; what lives or cannot be told is not among it', () => {
    const views = [
      viewOf('soon', { kind: 'expiring', at: later(NOW, hours(5)) }, { expiry: endsAt(hours(5)) }),
      viewOf('well', { kind: 'valid' }),
      viewOf('offline', { kind: 'unknown', cause: 'offline' }),
      viewOf('dead', { kind: 'revoked' }),
      viewOf('sso', { kind: 'blocked', why: 'sso-required' }),
    ];
    expect(needPerson(views, NOW).map(({ token }) => token.label)).toEqual(['dead', 'soon', 'sso']);
  });

  test('waits while it is snoozed', () => {
    const snoozed = viewOf(
      'soon',
      { kind: 'expiring', at: later(NOW, hours(5)) },
      { snoozedUntil: later(NOW, hours(1)) },
    );
    expect(needPerson([snoozed], NOW)).toEqual([]);
    expect(needPerson([snoozed], later(NOW, hours(1)))).toEqual([snoozed]);
  });

  test('is not what renews itself, until a renewal fails', () => {
    const soon = viewOf('soon', { kind: 'expiring', at: later(NOW, hours(1)) }, { expiry: endsAt(hours(1)) });
    const cared = { ...soon, renews: 'refresh' } as const;
    const failing = { ...cared, token: { ...cared.token, renewing: { misses: 1 } } };
    expect(needPerson([cared, failing], NOW)).toEqual([failing]);
    expect(quietUntil({ tokens: [cared], settings }, NOW)).toBeUndefined();
  });

  test('has a token in it whose value is not in the keyring, however well it stands', () => {
    const lost = viewOf('lost', { kind: 'valid' }, { warnings: [{ code: 'value-missing' }] });
    expect(needPerson([lost], NOW)).toEqual([lost]);
  });
});

describe('the quiet line', () => {
  test('promises quiet until the first lead time begins', () => {
    const tokens = [
      viewOf('a', { kind: 'valid' }, { expiry: endsAt(days(40)) }),
      viewOf('b', { kind: 'valid' }, { expiry: endsAt(days(30)), leads: [days(1)] }),
    ];
    expect(quietUntil({ tokens, settings }, NOW)).toBe(later(NOW, days(26)));
    expect(quietWords({ tokens, settings }, NOW, en)).toBe('Nothing needs you before 27 January.');
  });

  test('promises no date where no end is known', () => {
    expect(quietWords({ tokens: [viewOf('a', { kind: 'valid' })], settings }, NOW, en)).toBe('Nothing needs you.');
  });

  test('says a length where it is less than a day', () => {
    const tokens = [viewOf('a', { kind: 'valid' }, { expiry: endsAt(hours(37)), leads: [days(1)] })];
    expect(quietWords({ tokens, settings }, NOW, en)).toBe('Nothing needs you for the next 13 hours.');
  });

  test('does not hide what cannot be told', () => {
    const tokens = [
      viewOf('a', { kind: 'unknown', cause: 'timeout' }),
      viewOf('b', { kind: 'unchecked' }),
      viewOf('nobody can be asked about this', { kind: 'unchecked' }, { provider: 'other' }),
    ];
    expect(asideWords({ tokens, providers }, en)).toBe("1 token can't be told just now. 1 token not checked yet.");
    expect(asideWords({ tokens, providers }, de)).toBe(
      '1 Token ist gerade nicht zu beurteilen. 1 Token noch nicht geprüft.',
    );
  });
});
