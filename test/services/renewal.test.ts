import { describe, expect, test } from 'vitest';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import { Secret } from '../../main/domain/secret.ts';
import { duration } from '../../shared/time.ts';
import { at, HOUR, MINUTE, T0 } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';
import { ISSUER, isRefresh, oauthIssuer } from './oauth-issuer.ts';

const SECOND = 1000;
const facts = {
  provider: 'oauth2',
  host: ISSUER,
  fields: { 'client-id': 'tokenkeep', 'client-secret': 'none', 'refresh-token': 'refresh-1-1' },
};

const reset: HttpOutcome = { kind: 'silent', at: T0, cause: 'outage', code: 'ECONNRESET' };
const refused: HttpOutcome = { kind: 'silent', at: T0, cause: 'outage', code: 'ECONNREFUSED' };

/** A vault with one account at an issuer that rotates refresh tokens, living an hour. */
async function anAccount(how: { lifeSeconds?: number; rotates?: boolean } = {}) {
  const world = aVault();
  const issuer = oauthIssuer(() => world.clock.now(), how);
  world.world.answer = issuer.answer;
  issuer.begin(1);
  const { token } = await world.add('mail', 'access-1-1', facts);
  issuer.asked.length = 0;
  await world.vault.start();
  await world.vault.settled();
  const kept = () => world.secrets.entries.get(token.id)?.credential;
  return {
    ...world,
    issuer,
    id: token.id,
    access: () => kept()?.access.use((text) => text),
    refreshToken: () => kept()?.refresh?.use((text) => text),
    token: () => world.catalog.get(token.id),
    get: (minLifeMs?: number) => world.vault.agent(world.actor).get({ token: 'mail', minLifeMs }),
    refresh: () => world.vault.handlers.refresh({ token: 'mail' }),
    /** For as long as it takes to tell what became of a lost answer. */
    async patient() {
      const asked = world.vault.handlers.refresh({ token: 'mail' });
      await new Promise(setImmediate);
      await world.advance(3 * SECOND);
      return asked;
    },
    state: () => world.vault.snapshot().tokens[0]?.status.kind,
    /** As after a crash: a new vault over the same keyring and files. */
    async restart() {
      const vault = world.open();
      await vault.start();
      await world.clock.advance(duration(3 * SECOND), () => vault.settled());
      return vault;
    },
  };
}

describe('a token with a refresh token', () => {
  test('is renewed when a tenth of its life is left, without a word', async () => {
    const { advance, issuer, access, refreshToken, token, toasts, vault } = await anAccount();
    expect(vault.snapshot().tokens[0]).toMatchObject({
      renews: 'refresh',
      nextDue: { what: 'refresh', at: at(54 * MINUTE) },
    });
    await advance(54 * MINUTE - 1);
    expect(issuer.refreshes()).toEqual([]);
    await advance(1);
    expect(issuer.refreshes()).toEqual(['refresh refresh-1-1']);
    expect([access(), refreshToken()]).toEqual(['access-1-2', 'refresh-1-2']);
    expect(token()).toMatchObject({ expiry: { at: at(114 * MINUTE) }, issuedAt: at(54 * MINUTE), hasRefresh: true });
    expect(toasts).toEqual([]);
  });

  test.each([
    [100, 50],
    [120, 60],
    [600, 540],
    [86_400, 77_760],
  ])('that lives %i s is renewed after %i s, and never in a loop', async (lifeSeconds, after) => {
    const { advance, issuer } = await anAccount({ lifeSeconds });
    await advance(after * SECOND - 1);
    expect(issuer.refreshes()).toHaveLength(0);
    await advance(after * SECOND * 3 + 1);
    expect(issuer.refreshes()).toHaveLength(4);
  });

  test('keeps its refresh token where the issuer hands out no new one', async () => {
    const { advance, access, refreshToken } = await anAccount({ rotates: false });
    await advance(54 * MINUTE);
    expect([access(), refreshToken()]).toEqual(['access-1-2', 'refresh-1-1']);
  });

  test('is never said to be about to expire while it renews itself', async () => {
    const { advance, state, toasts } = await anAccount();
    for (let passed = 0; passed < 6 * HOUR; passed += 5 * MINUTE) {
      expect(state()).toBe('valid');
      await advance(5 * MINUTE);
    }
    expect(toasts).toEqual([]);
  });

  test('has no value of its own in what a person sees, in the audit log or in the journal', async () => {
    const { advance, audit, vault, ports } = await anAccount();
    await advance(2 * HOUR);
    expect(JSON.stringify([audit.entries, vault.snapshot(), ports.journal.open(), ports.log.events])).not.toMatch(
      /(access|refresh)-1-/,
    );
    expect(audit.entries.filter(({ act }) => act === 'refresh')).toMatchObject([
      { actor: 'heartbeat', outcome: 'done' },
      { actor: 'heartbeat', outcome: 'done' },
    ]);
  });
});

describe('one holder', () => {
  test('nine who ask at once for an expired token get the same new value by one request', async () => {
    const { clock, get, issuer } = await anAccount();
    clock.suspend(duration(2 * HOUR));
    const answers = await Promise.all(Array.from({ length: 9 }, () => get()));
    expect(answers).toEqual(
      Array.from({ length: 9 }, () => ({ ok: true, value: { token: 'mail', value: 'access-1-2' } })),
    );
    expect(issuer.refreshes()).toHaveLength(1);
  });

  test('a tool that needs more life than is left gets a fresh value, and one that does not gets what there is', async () => {
    const { advance, get, issuer } = await anAccount();
    await advance(30 * MINUTE);
    expect(await get(29 * MINUTE)).toMatchObject({ value: { value: 'access-1-1' } });
    expect(await get(31 * MINUTE)).toMatchObject({ value: { value: 'access-1-2' } });
    expect(issuer.refreshes()).toHaveLength(1);
  });

  test('asking for more life than a fresh value has renews once, not each time', async () => {
    const { advance, get, issuer } = await anAccount();
    await advance(10 * MINUTE);
    await get(5 * HOUR);
    await get(5 * HOUR);
    await get(5 * HOUR);
    expect(issuer.refreshes()).toHaveLength(1);
  });
});

describe('an issuer that says nothing', () => {
  test('is asked again, more and more seldom, and the token changes in nothing', async () => {
    const { advance, issuer, access, state, toasts, ports } = await anAccount();
    issuer.world.instead = () => refused;
    await advance(56 * MINUTE);
    expect(issuer.refreshes().length).toBeGreaterThan(1);
    expect(issuer.refreshes().length).toBeLessThan(4);
    expect([access(), state(), toasts.length]).toEqual(['access-1-1', 'valid', 0]);
    expect(ports.journal.open()).toEqual([]);
    issuer.world.instead = undefined;
    await advance(5 * MINUTE);
    expect(access()).toBe('access-1-2');
  });

  test('for long is told once, when the token has been dead for a while', async () => {
    const { advance, issuer, state, toasts } = await anAccount();
    issuer.world.instead = () => refused;
    await advance(58 * MINUTE);
    expect([state(), toasts.length]).toEqual(['expiring', 0]);
    await advance(5 * HOUR);
    expect(state()).toBe('expired');
    expect(toasts).toMatchObject([{ kind: 'expired', title: 'mail has expired' }]);
  });

  test('is not asked while the machine is offline, and soon after it is back', async () => {
    const { advance, issuer, vault, access } = await anAccount();
    vault.online(false);
    await advance(3 * HOUR);
    expect(issuer.refreshes()).toEqual([]);
    vault.online(true);
    await advance(30 * SECOND);
    expect(access()).toBe('access-1-2');
  });

  test('but says when to come back is asked at that moment, by whomever', async () => {
    const { advance, issuer, clock, refresh } = await anAccount();
    const limit = () => ({
      kind: 'answered' as const,
      at: clock.now(),
      status: 429,
      headers: { 'content-type': 'application/json', 'retry-after': '200' },
      body: '{}',
      cut: false,
    });
    issuer.world.instead = limit;
    await advance(54 * MINUTE);
    expect(await refresh()).toMatchObject({ failure: { code: 'issuer-silent', cause: 'rate-limited' } });
    issuer.world.instead = undefined;
    await advance(200 * SECOND - 1);
    expect(issuer.refreshes()).toHaveLength(1);
    await advance(1);
    expect(issuer.refreshes()).toHaveLength(2);
  });
});

describe('an answer that was lost', () => {
  test('is not looked into while the issuer may still be at work, and whoever waits is not told before', async () => {
    const { refresh, issuer, advance, access } = await anAccount();
    issuer.world.instead = (request) => (isRefresh(request) ? reset : undefined);
    const waiting = [refresh(), refresh()];
    await new Promise(setImmediate);
    await advance(3 * SECOND - 1);
    expect(issuer.asked).toEqual(['refresh refresh-1-1']);
    issuer.world.instead = undefined;
    await advance(1);
    expect(await Promise.all(waiting)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(issuer.asked.slice(1)).toEqual(['look at refresh-1-1', 'refresh refresh-1-1']);
    expect(access()).toBe('access-1-2');
  });

  test('on the way there: the old refresh token still lives, so one more try is safe', async () => {
    const { patient, issuer, access } = await anAccount();
    let first = true;
    issuer.world.instead = (request) => {
      if (!isRefresh(request) || !first) return undefined;
      first = false;
      return reset;
    };
    expect(await patient()).toMatchObject({ ok: true });
    expect(issuer.asked).toEqual(['refresh refresh-1-1', 'look at refresh-1-1', 'refresh refresh-1-1']);
    expect(access()).toBe('access-1-2');
  });

  test('on the way back: nothing is sent again, the family lives, and a person is told once', async () => {
    const { patient, issuer, access, state, toasts, advance, ports } = await anAccount();
    issuer.world.instead = (request, done) => {
      if (!isRefresh(request)) return undefined;
      done();
      return reset;
    };
    expect(await patient()).toMatchObject({ failure: { code: 'outcome-lost' } });
    await advance(3 * HOUR);
    expect(await patient()).toMatchObject({ failure: { code: 'outcome-lost' } });
    expect(issuer.refreshes()).toHaveLength(1);
    expect(issuer.families.get(1)?.killed).toBe(false);
    expect([access(), state()]).toEqual(['access-1-1', 'outcome-lost']);
    expect(toasts).toMatchObject([{ kind: 'sign-in', title: 'Sign in to mail again' }]);
    expect(ports.journal.open()).toEqual([]);
  });

  test('waits undecided while the issuer cannot be looked at either', async () => {
    const { patient, issuer, access, state, advance, ports, toasts } = await anAccount();
    issuer.world.instead = () => reset;
    expect(await patient()).toMatchObject({ failure: { code: 'issuer-silent' } });
    await advance(5 * MINUTE);
    expect(issuer.refreshes()).toHaveLength(1);
    expect(ports.journal.open()).toMatchObject([{ act: 'refresh', step: 'sent' }]);
    expect([state(), toasts.length]).toEqual(['valid', 0]);
    issuer.world.instead = undefined;
    await advance(10 * MINUTE);
    expect([access(), ports.journal.open().length]).toEqual(['access-1-2', 0]);
    expect(issuer.refreshes()).toHaveLength(2);
  });

  test('with a yes that cannot be read is not asked for twice', async () => {
    const { patient, issuer } = await anAccount();
    issuer.world.instead = (request, done) => {
      const answer = done();
      return isRefresh(request) && answer.kind === 'answered'
        ? { ...answer, body: '{"access_tok', cut: true }
        : undefined;
    };
    expect(await patient()).toMatchObject({ failure: { code: 'outcome-lost' } });
    expect(issuer.refreshes()).toHaveLength(1);
  });
});

describe('a refresh token that the issuer no longer takes', () => {
  test('needs a person, who is told once; the value is kept and lent while it lives', async () => {
    const { advance, issuer, state, toasts, get, access } = await anAccount();
    const family = issuer.families.get(1);
    if (family !== undefined) family.killed = true;
    await advance(55 * MINUTE);
    expect(state()).toBe('sign-in-needed');
    expect(await get()).toMatchObject({ value: { value: 'access-1-1' } });
    await advance(10 * HOUR);
    expect(await get()).toMatchObject({ failure: { code: 'sign-in-needed' } });
    expect(issuer.refreshes()).toHaveLength(1);
    expect(toasts.filter(({ kind }) => kind === 'sign-in')).toHaveLength(1);
    expect(toasts.filter(({ kind }) => kind === 'expired' || kind === 'expiring')).toEqual([]);
    expect(access()).toBe('access-1-1');
  });

  test('is no trouble where a newer one lies in the keyring already', async () => {
    const { refresh, issuer, secrets, id, state, toasts } = await anAccount();
    const kept = secrets.entries.get(id);
    issuer.world.instead = (request) => {
      if (!isRefresh(request) || kept === undefined) return undefined;
      secrets.entries.set(id, { ...kept, generation: kept.generation + 1 });
      return { kind: 'answered', at: T0, status: 400, headers: {}, body: '{"error":"invalid_grant"}', cut: false };
    };
    expect(await refresh()).toMatchObject({ ok: true });
    expect([state(), toasts.length]).toEqual(['valid', 0]);
  });

  test('is replaced by one that a person gives, and all is well again', async () => {
    const { vault, issuer, refresh, state } = await anAccount();
    issuer.begin(2);
    const family = issuer.families.get(1);
    if (family !== undefined) family.killed = true;
    await refresh();
    await vault.handlers.edit({ token: 'mail', fields: { 'refresh-token': 'refresh-2-1' } });
    expect(await refresh()).toMatchObject({ ok: true });
    expect(state()).toBe('valid');
  });
});

describe('a value that its issuer takes no more', () => {
  test('when it is added with a refresh token is renewed at once, and a tool gets the new one', async () => {
    const world = aVault();
    const issuer = oauthIssuer(() => world.clock.now());
    world.world.answer = issuer.answer;
    issuer.families.set(1, { latest: 1, killed: false, issuedAt: T0 - 5 * HOUR });
    const { status } = await world.add('mail', 'access-1-1', facts);
    expect(status.kind).toBe('invalid');
    expect(await world.vault.agent(world.actor).get({ token: 'mail' })).toMatchObject({
      value: { value: 'access-1-2' },
    });
    expect(world.vault.snapshot().tokens[0]?.status.kind).toBe('valid');
  });

  test('before its end is renewed by itself, and only a grant that is gone needs a person', async () => {
    const { advance, vault, issuer, state, toasts, id, catalog } = await anAccount();
    issuer.world.revoked = true;
    await advance(10 * MINUTE);
    await vault.handlers.check({});
    expect(state()).toBe('invalid');
    await advance(SECOND);
    expect([issuer.refreshes().length, state(), toasts.length]).toEqual([1, 'valid', 0]);
    expect(catalog.get(id)?.issuedAt).toBeGreaterThan(T0);
  });

  test('is not renewed over and over where each new one is refused as well', async () => {
    const { advance, issuer } = await anAccount();
    issuer.world.instead = (request, done) => {
      const answer = done();
      return isRefresh(request) || answer.kind === 'silent' ? answer : { ...answer, body: '{"active":false}' };
    };
    await advance(5 * HOUR);
    expect(issuer.refreshes().length).toBeLessThan(21);
  });
});

describe('a keyring that does not take the new value', () => {
  test('still has the old one, and is offered the new one until it takes it', async () => {
    const { refresh, secrets, access, refreshToken, issuer, advance, ports } = await anAccount();
    issuer.world.instead = (request, done) => {
      if (isRefresh(request)) secrets.failure = { code: 'keyring-refused', reason: 'write' };
      return done();
    };
    expect(await refresh()).toMatchObject({ failure: { code: 'keyring-refused' } });
    expect([access(), refreshToken()]).toEqual(['access-1-1', 'refresh-1-1']);
    expect(ports.journal.open()).toMatchObject([{ step: 'sent' }]);
    issuer.world.instead = undefined;
    secrets.failure = undefined;
    await advance(15 * SECOND);
    expect([access(), refreshToken()]).toEqual(['access-1-2', 'refresh-1-2']);
    expect(issuer.refreshes()).toHaveLength(1);
    expect(ports.journal.open()).toEqual([]);
  });

  test('because a person gave the token another value meanwhile keeps that one', async () => {
    const { refresh, secrets, id, issuer, access, audit, ports } = await anAccount();
    issuer.world.instead = (request) => {
      const kept = secrets.entries.get(id);
      if (!isRefresh(request) || kept === undefined) return undefined;
      const credential = { ...kept.credential, access: new Secret('access-9-1') };
      secrets.entries.set(id, { credential, generation: kept.generation + 1 });
      return undefined;
    };
    expect(await refresh()).toMatchObject({ ok: true });
    expect(access()).toBe('access-9-1');
    expect(audit.entries.at(-1)).toMatchObject({ act: 'refresh', outcome: 'superseded' });
    expect(ports.journal.open()).toEqual([]);
  });

  test('because other fields were put beside the old one meanwhile takes both', async () => {
    const { refresh, secrets, id, issuer, access } = await anAccount();
    issuer.world.instead = (request) => {
      const kept = secrets.entries.get(id);
      if (!isRefresh(request) || kept === undefined) return undefined;
      const credential = { ...kept.credential, fields: { ...kept.credential.fields, tenant: new Secret('a') } };
      secrets.entries.set(id, { credential, generation: kept.generation + 1 });
      return undefined;
    };
    await refresh();
    expect(access()).toBe('access-1-2');
    expect(Object.keys(secrets.entries.get(id)?.credential.fields ?? {})).toContain('tenant');
  });
});

describe('after a crash', () => {
  test('before the answer: the old refresh token is looked at first, then it goes on', async () => {
    const { restart, ports, id, issuer, access } = await anAccount();
    await ports.journal.put({ id: 'e', token: id, act: 'refresh', step: 'sent', at: T0, generation: 1 });
    await restart();
    expect(issuer.asked.slice(0, 2)).toEqual(['look at refresh-1-1', 'refresh refresh-1-1']);
    expect(access()).toBe('access-1-2');
    expect(ports.journal.open()).toEqual([]);
  });

  test('after the value was kept: it is taken as it is, and nothing is sent', async () => {
    const { restart, ports, id, issuer, secrets, token, get } = await anAccount();
    const kept = secrets.entries.get(id);
    const credential = { ...kept?.credential, access: new Secret('access-1-2'), refresh: new Secret('refresh-1-2') };
    issuer.families.set(1, { latest: 2, killed: false, issuedAt: T0 });
    await secrets.put(id, { fields: {}, ...credential }, 1);
    await ports.journal.put({ id: 'e', token: id, act: 'refresh', step: 'sent', at: T0, generation: 1 });
    const before = token()?.digest;
    await restart();
    expect(issuer.refreshes()).toEqual([]);
    expect(token()?.digest).not.toBe(before);
    expect(await get()).toMatchObject({ value: { value: 'access-1-2' } });
    expect(ports.journal.open()).toEqual([]);
  });

  test('of a token that was forgotten since, nothing is left over', async () => {
    const { restart, ports, vault, id } = await anAccount();
    await ports.journal.put({ id: 'e', token: id, act: 'refresh', step: 'sent', at: T0, generation: 1 });
    await vault.handlers.forget({ token: 'mail' });
    await restart();
    expect(ports.journal.open()).toEqual([]);
  });
});

test('a clock of this machine that runs half an hour ahead renews in time and not too early', async () => {
  const world = aVault();
  const issuer = oauthIssuer(() => world.clock.now());
  issuer.world.skewMs = -30 * MINUTE;
  world.world.answer = issuer.answer;
  issuer.begin(1);
  await world.add('mail', 'access-1-1', facts);
  expect(world.vault.snapshot().tokens[0]?.status.kind).toBe('valid');
  await world.vault.start();
  await world.advance(54 * MINUTE - 1);
  expect(issuer.refreshes()).toHaveLength(0);
  await world.advance(1);
  expect(issuer.refreshes()).toHaveLength(1);
  await world.advance(54 * MINUTE);
  expect(issuer.refreshes()).toHaveLength(2);
});

test('a request that cannot be written down is not sent', async () => {
  const { refresh, issuer, ports } = await anAccount();
  ports.journal.put = async () => ({
    ok: false,
    failure: { code: 'file-unwritable', file: 'journal', reason: 'ENOSPC' },
  });
  expect(await refresh()).toMatchObject({ failure: { code: 'file-unwritable' } });
  expect(issuer.refreshes()).toEqual([]);
});

test.each([
  ['ahead', 10],
  ['behind', -10],
])('a clock ten minutes %s renews a life of an hour once, and before its true end', async (_, ahead) => {
  const world = aVault();
  const issuer = oauthIssuer(() => world.clock.now());
  issuer.world.skewMs = -ahead * MINUTE;
  world.world.answer = issuer.answer;
  issuer.begin(1);
  await world.add('mail', 'access-1-1', facts);
  await world.vault.start();
  await world.advance(HOUR - MINUTE);
  expect(issuer.refreshes()).toHaveLength(1);
  expect(world.vault.snapshot().tokens[0]?.status.kind).toBe('valid');
});
