import { expect, test } from 'vitest';
import { applyChange, type Snapshot, type TokenView } from '../../shared/snapshot.ts';
import { worstFirst } from '../../shared/order.ts';
import { tokenId, type TokenStatus } from '../../shared/token.ts';
import { aToken, at, endsAt, T0 } from '../support/tokens.ts';
import { calmSurroundings } from '../support/calm-surroundings.ts';

const view = (label: string, status: TokenStatus = { kind: 'valid' }): TokenView => ({
  token: aToken({ id: tokenId(label), label }),
  status,
  renews: 'none',
});
const whole: Snapshot = {
  version: 4,
  at: T0,
  tokens: [view('a'), view('b')],
  ...calmSurroundings,
  keyring: { kind: 'locked' },
};

test('changes replace, add and take away tokens and leave the rest', () => {
  const after = applyChange(whole, {
    kind: 'change',
    version: 5,
    at: at(1),
    tokens: [view('b', { kind: 'revoked' }), view('c')],
    gone: [tokenId('a')],
  });
  expect(after?.tokens.map(({ token, status }) => [token.label, status.kind])).toEqual([
    ['b', 'revoked'],
    ['c', 'valid'],
  ]);
  expect(after?.keyring).toEqual({ kind: 'locked' });
});

test('a missed message is noticed, so that the whole is asked for again', () => {
  expect(applyChange(whole, { kind: 'change', version: 6, at: at(1), tokens: [], gone: [] })).toBeUndefined();
  expect(applyChange(undefined, { kind: 'change', version: 1, at: at(1), tokens: [], gone: [] })).toBeUndefined();
  expect(applyChange(undefined, { kind: 'whole', snapshot: whole })).toBe(whole);
});

test('the worst comes first, then what ends soonest, then the name', () => {
  const ending = (label: string, ms: number): TokenView => ({
    token: aToken({ label, expiry: endsAt(at(ms)) }),
    status: { kind: 'expiring', at: at(ms) },
    renews: 'none',
  });
  const views = [
    view('z'),
    view('a'),
    ending('later', 2000),
    ending('sooner', 1000),
    view('gone', { kind: 'expired' }),
  ];
  expect([...views].sort(worstFirst).map(({ token }) => token.label)).toEqual(['gone', 'sooner', 'later', 'a', 'z']);
});

test('what is no longer so is no longer in the picture, also when the change came as text', () => {
  const { version: _version, at: _at, tokens: _tokens, ...around } = whole;
  const paused = { ...whole, pausedUntil: at(9) };
  const change = {
    kind: 'change',
    version: 6,
    at: at(1),
    tokens: [],
    gone: [],
    around: { ...around, pausedUntil: undefined },
  } as const;
  const after = applyChange({ ...paused, version: 5 }, JSON.parse(JSON.stringify(change)));
  expect(after).toBeDefined();
  expect(after?.pausedUntil).toBeUndefined();
});
