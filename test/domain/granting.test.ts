import { describe, expect, test } from 'vitest';
import { decide, grantOf, type Decision, type GrantingContext, type LeaseRequest } from '../../main/domain/granting.ts';
import type { Consented, Grant } from '../../shared/lease.ts';
import { duration, hours, later, minutes } from '../../shared/time.ts';
import { aToken, at, HOUR, T0 } from '../support/tokens.ts';

const token = aToken({ scopes: ['read', 'write'] });
const plain: LeaseRequest = { tool: 'deploy', scopes: [], audience: [], length: undefined };
const narrow: LeaseRequest = { ...plain, scopes: ['read'], length: minutes(15) };

const context = (facts: Partial<GrantingContext> = {}): GrantingContext => ({
  now: T0,
  token,
  grants: [],
  actor: { interactive: false },
  terminal: 'allow',
  asks: true,
  narrows: true,
  covers: (scope) => token.scopes.includes(scope),
  ...facts,
});

const grant = (facts: Partial<Grant> = {}): Grant => ({
  id: 'g',
  token: token.id,
  tool: 'deploy',
  allows: true,
  since: T0,
  ...facts,
});

describe('who is asked about', () => {
  const cases: readonly (readonly [string, LeaseRequest, Partial<GrantingContext>, Partial<Decision>])[] = [
    ['a tool on a desktop', plain, {}, { kind: 'ask' }],
    ['a person at a terminal is not', plain, { actor: { interactive: true } }, { kind: 'allow', by: 'terminal' }],
    [
      'a person at a terminal is, where they chose so',
      plain,
      { actor: { interactive: true }, terminal: 'ask' },
      { kind: 'ask' },
    ],
    ['a tool where there is nobody to ask is allowed', plain, { asks: false }, { kind: 'allow', by: 'user' }],
    [
      'a token that wants to be asked for, where there is nobody',
      plain,
      { asks: false, token: { ...token, policy: 'ask' } },
      { kind: 'refuse', why: 'nowhere' },
    ],
    ['an open token is not', plain, { token: { ...token, policy: 'open' } }, { kind: 'allow', by: 'policy' }],
    [
      'a token that is lent to nobody',
      plain,
      { token: { ...token, policy: 'deny' }, actor: { interactive: true }, grants: [grant()] },
      { kind: 'refuse', why: 'policy' },
    ],
  ];
  test.each(cases)('%s', (_name, request, facts, decision) => {
    expect(decide(request, context(facts))).toMatchObject(decision);
  });
});

describe('a grant', () => {
  test('of the whole covers all that its tool asks for, and nothing of another tool', () => {
    const grants = [grant()];
    expect(decide(plain, context({ grants }))).toMatchObject({ kind: 'allow', by: 'grant', whole: true });
    expect(decide(narrow, context({ grants }))).toMatchObject({ kind: 'allow', by: 'grant' });
    expect(decide({ ...plain, tool: 'other' }, context({ grants }))).toEqual({ kind: 'ask' });
  });

  test('of some scopes covers no more, and not the whole', () => {
    const grants = [grant({ scopes: ['read'] })];
    expect(decide(narrow, context({ grants }))).toMatchObject({ kind: 'allow', whole: false });
    expect(decide({ ...narrow, scopes: ['read', 'write'] }, context({ grants }))).toEqual({ kind: 'ask' });
    expect(decide(plain, context({ grants }))).toEqual({ kind: 'ask' });
  });

  test('for a time covers no longer borrowing, and none without an end', () => {
    const grants = [grant({ longest: hours(1) })];
    expect(decide({ ...plain, length: hours(1) }, context({ grants }))).toMatchObject({ kind: 'allow' });
    expect(decide({ ...plain, length: hours(2) }, context({ grants }))).toEqual({ kind: 'ask' });
    expect(decide(plain, context({ grants }))).toEqual({ kind: 'ask' });
  });

  test('is over at its end, and is not made longer by a clock that was set back', () => {
    const grants = [grant({ until: at(HOUR) })];
    expect(decide(plain, context({ grants, now: at(HOUR - 1) }))).toMatchObject({ kind: 'allow' });
    expect(decide(plain, context({ grants, now: at(HOUR) }))).toEqual({ kind: 'ask' });
    expect(decide(plain, context({ grants, now: at(-HOUR) }))).toEqual({ kind: 'ask' });
  });

  test('that says never is stronger than one that allows, and than an open token', () => {
    const grants = [grant(), grant({ allows: false })];
    expect(decide(plain, context({ grants, token: { ...token, policy: 'open' } }))).toEqual({
      kind: 'refuse',
      why: 'never',
    });
  });
});

describe('where the issuer cannot narrow', () => {
  test('a person is told so, and a tool has to be asked about with all that it would get', () => {
    const facts = { narrows: false };
    expect(decide(narrow, context({ ...facts, actor: { interactive: true } }))).toEqual({
      kind: 'refuse',
      why: 'cannot-narrow',
    });
    expect(decide(narrow, context(facts))).toEqual({ kind: 'ask' });
    expect(decide(narrow, context({ ...facts, asks: false }))).toEqual({ kind: 'refuse', why: 'cannot-narrow' });
  });

  test('the whole is lent only by a grant of the whole', () => {
    expect(decide(narrow, context({ narrows: false, grants: [grant()] }))).toMatchObject({ whole: true });
    expect(decide(narrow, context({ narrows: false, grants: [grant({ scopes: ['read'] })] }))).toEqual({
      kind: 'refuse',
      why: 'cannot-narrow',
    });
  });
});

/** Numbers that are the same at each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const NAMES = ['read', 'write', 'admin', 'hooks'];

/** One of many thousand requests in a world of grants, policies and people. */
function aCase(seed: number): { readonly request: LeaseRequest; readonly facts: GrantingContext } {
  const pick = numbers(seed);
  const some = () => NAMES.filter(() => pick(2) === 0);
  const length = () => (pick(3) === 0 ? undefined : duration(60_000 * (1 + pick(120))));
  const held = some();
  const grants = Array.from({ length: pick(4) }, (_, n) => ({
    ...grant({ id: String(n), tool: pick(2) === 0 ? 'deploy' : 'other', allows: pick(5) > 0 }),
    ...(pick(2) === 0 ? { scopes: some() } : {}),
    ...(pick(2) === 0 ? { longest: length() } : {}),
    ...(pick(2) === 0 ? { until: at(HOUR * (pick(3) - 1)) } : {}),
  }));
  const policy = (['ask', 'open', 'deny', undefined] as const)[pick(4)];
  return {
    request: { tool: 'deploy', scopes: pick(3) === 0 ? [] : some(), audience: [], length: length() },
    facts: context({
      token: { ...token, scopes: held, policy },
      grants,
      actor: { interactive: pick(2) === 0 },
      terminal: pick(2) === 0 ? 'allow' : 'ask',
      asks: pick(2) === 0,
      narrows: pick(2) === 0,
      covers: (scope) => held.includes(scope),
    }),
  };
}

const all = Array.from({ length: 20_000 }, (_, seed) => aCase(seed));

const decided = all.map(({ request, facts }) => ({ request, facts, decision: decide(request, facts) }));
const isLent = ({ decision }: (typeof decided)[number]) => decision.kind === 'allow';

describe('in twenty thousand cases', () => {
  test('nothing beyond what the token has is ever lent or asked about', () => {
    const beyond = decided.filter(({ request, facts }) => !request.scopes.every(facts.covers));
    expect(beyond.length).toBeGreaterThan(1000);
    expect(new Set(beyond.map(({ decision }) => decision.kind))).toEqual(new Set(['refuse']));
  });

  test('the whole leaves in place of less only by a grant of the whole', () => {
    const replaced = decided
      .filter(({ request, facts }) => request.scopes.length > 0 && !facts.narrows)
      .flatMap(({ decision }) => (decision.kind === 'allow' ? [decision] : []));
    expect(replaced.length).toBeGreaterThan(100);
    expect(replaced.every(({ whole, grant: by }) => whole && by?.allows === true && by.scopes === undefined)).toBe(
      true,
    );
  });

  test('a standing no is kept', () => {
    const refused = decided.filter(({ facts }) =>
      facts.grants.some((one) => !one.allows && one.tool === 'deploy' && (one.until ?? Infinity) > T0),
    );
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.some(isLent)).toBe(false);
  });

  test('whoever may have some may have fewer of them', () => {
    const lent = decided.filter((one) => isLent(one) && one.request.scopes.length > 1 && one.facts.narrows);
    const fewer = lent.map(({ request, facts }) => decide({ ...request, scopes: request.scopes.slice(1) }, facts));
    expect(fewer.length).toBeGreaterThan(100);
    expect(fewer.every(({ kind }) => kind === 'allow')).toBe(true);
  });
});

describe('an answer', () => {
  const kept = (answer: Consented, request = narrow, whole = false) => grantOf(answer, request, { whole, now: T0 });

  test('holds for what was asked and no more', () => {
    expect(kept('always')).toMatchObject({ allows: true, scopes: ['read'], longest: minutes(15) });
    expect(kept('always')?.until).toBeUndefined();
    expect(kept('hour')?.until).toBe(later(T0, hours(1)));
    expect(kept('once')).toMatchObject({ once: true, until: later(T0, minutes(5)) });
    expect(kept('never')).toMatchObject({ allows: false });
    expect(kept('no')).toBeUndefined();
  });

  test('to a question about the whole holds for the whole', () => {
    expect(kept('always', narrow, true)?.scopes).toBeUndefined();
    expect(kept('always', plain)?.scopes).toBeUndefined();
  });

  test('is what covers the same request the next time', () => {
    for (const answer of ['hour', 'always', 'once'] as const) {
      for (const [request, whole] of [
        [narrow, false],
        [narrow, true],
        [plain, false],
        [{ ...plain, audience: ['registry'] }, false],
      ] as const) {
        const made = grantOf(answer, request, { whole, now: T0 });
        const grants = made === undefined ? [] : [{ ...made, id: 'g', token: token.id }];
        expect(decide(request, context({ grants, narrows: !whole }))).toMatchObject({ kind: 'allow', by: 'grant' });
      }
    }
  });
});
