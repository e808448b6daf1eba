import { describe, expect, test } from 'vitest';
import type { Kind } from '../../main/domain/kind.ts';
import type { Provider } from '../../main/domain/provider.ts';
import { warningsOf } from '../../main/domain/token-warnings.ts';
import { aToken, at, DAY, T0 } from '../support/tokens.ts';

const kind: Kind = { id: 'acme', name: 'key', end: 'told', docs: 'https://acme.example.test/keys' };
const acme = (more: Partial<Kind>): Provider => ({
  id: 'acme',
  name: 'Acme',
  hosts: { kind: 'named' },
  fields: [],
  kinds: [{ ...kind, ...more }],
  check: { kind: 'offline', read: () => ({ verdict: { kind: 'valid' }, facts: {} }) },
});
const settled = { owner: 'me', expiry: { kind: 'at', at: at(DAY), precision: 'instant', source: 'issuer' } } as const;

describe('its keeper is told of a token', () => {
  test('that nobody looks after it and that no end is known', () => {
    expect(warningsOf(aToken(), { now: T0 })).toEqual([{ code: 'expiry-unknown' }, { code: 'owner-missing' }]);
  });

  test('that it never ends, and that several use it', () => {
    const never = aToken({ owner: 'me', expiry: { kind: 'never', source: 'issuer' } });
    expect(warningsOf(never, { now: T0, users: 2 })).toEqual([{ code: 'never-expires' }, { code: 'shared', count: 2 }]);
    expect(warningsOf(aToken(settled), { now: T0, users: 1 })).toEqual([]);
  });

  test('that its issuer will take its kind no longer, and from that day on that it does not', () => {
    const provider = acme({ validUntil: '2027-01-02' });
    expect(warningsOf(aToken(settled), { now: T0, provider })).toEqual([{ code: 'retiring', at: at(DAY) }]);
    expect(warningsOf(aToken(settled), { now: at(DAY), provider })).toEqual([{ code: 'format-dead', since: at(DAY) }]);
  });

  test('what of it is not verified, as far as it can be done at all', () => {
    const provider = acme({ unverified: ['check', 'rotate'] });
    expect(warningsOf(aToken(settled), { now: T0, provider })).toEqual([
      { code: 'unverified', capabilities: ['check'] },
    ]);
  });

  test('of its own kind alone, where its provider has several', () => {
    const provider = { ...acme({}), kinds: [kind, { ...kind, id: 'acme-old', validUntil: '2026-01-01' }] };
    expect(warningsOf(aToken({ ...settled, kind: 'acme' }), { now: T0, provider })).toEqual([]);
    expect(warningsOf(aToken(settled), { now: T0, provider })).toEqual([]);
    expect(warningsOf(aToken({ ...settled, kind: 'acme-old' }), { now: T0, provider })).toMatchObject([
      { code: 'format-dead' },
    ]);
  });
});
