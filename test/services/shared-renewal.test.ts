import { describe, expect, test } from 'vitest';
import { duration } from '../../shared/time.ts';
import { recordId } from '../../shared/team-ids.ts';
import type { Seat } from '../../main/domain/ports-team.ts';
import type { Vault } from '../../main/vault.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { memoryTeamStore } from '../support/memory-team-store.ts';
import { plainSharing, written } from '../support/plain-sharing.ts';
import { MINUTE, T0 } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';
import { ISSUER, isRefresh, oauthIssuer } from './oauth-issuer.ts';

const SECOND = 1000;
const facts = {
  provider: 'oauth2',
  host: ISSUER,
  fields: { 'client-id': 'tokenkeep', 'client-secret': 'none', 'refresh-token': 'refresh-1-1' },
};

/** Machines of one team that share one account, which lives an hour. Nothing brings news by itself: each finds out when it looks. */
async function aTeam(names: readonly string[], how: { rotates?: boolean } = {}) {
  const clock = createFakeClock(T0);
  const issuer = oauthIssuer(() => clock.now(), how);
  const team = memoryTeamStore(clock);
  issuer.begin(1);
  const machines = [];
  for (const name of names) machines.push(await aMachine(name));
  issuer.asked.length = 0;

  async function aMachine(name: string, seat: Partial<Seat> = {}) {
    const world = aVault(issuer.answer);
    const door = team.door();
    const label = `${name}'s machine`;
    let instances = 0;
    let vault: Vault | undefined;
    const begin = async (): Promise<Vault> => {
      instances += 1;
      const follows = Array.from({ length: instances - 1 }, (_, n) => `${name}-${n + 1}`);
      const own: Seat = { id: name, instance: `${name}-${instances}`, label, follows, ...seat };
      Object.assign(world.ports, { shared: plainSharing(door, own), clock, timer: clock });
      vault = world.open();
      return vault;
    };
    world.ports.clock = clock;
    const first = await begin();
    const pasted = { kind: 'value' as const, text: 'access-1-1', exact: false, confirmed: false };
    const added = await first.handlers.add({ label: 'mail', pasted, ...facts });
    if (!added.ok) throw new Error(added.failure.code);
    const { id } = added.value.view.token;
    await world.catalog.change(id, (token) => ({ ...token, vault: 'team:red' }));
    const token = () => world.catalog.get(id);
    const kept = () => world.secrets.entries.get(id)?.credential;
    const known = token();
    const credential = kept();
    if (known === undefined || credential === undefined) throw new Error('not kept');
    await door.write({ id: recordId(id), expected: 0, sealed: written(known, credential) });
    return {
      ...world,
      id,
      door,
      token,
      access: () => kept()?.access.use((text) => text),
      refresh: () => (vault ?? first).handlers.refresh({ token: 'mail' }),
      /** As after a kill: another program over the same keyring and files. */
      restart: begin,
      entry: () => world.ports.journal.open()[0],
    };
  }

  return {
    clock,
    issuer,
    team,
    machines,
    aMachine,
    pass: (ms: number) => clock.advance(duration(ms), () => new Promise(setImmediate)),
    teamHas: () => Buffer.from([...team.records.values()][0]?.sealed ?? []).toString(),
    killed: () => issuer.families.get(1)?.killed,
  };
}

type Machine = Awaited<ReturnType<Awaited<ReturnType<typeof aTeam>>['aMachine']>>;

/** Its next request goes nowhere, and it is killed while it waits. */
function dieWhileAsking({ http, world }: Machine): void {
  http.answer = (request) => (isRefresh(request) ? new Promise(() => undefined) : world.answer(request));
}
const settled = () => new Promise(setImmediate);

describe('of several machines that share an account', () => {
  test('one renews it, and the others get its new value by no request of their own', async () => {
    const { machines, issuer, killed } = await aTeam(['anna', 'ben', 'cleo']);
    const [first, ...others] = machines;
    expect(await first?.refresh()).toMatchObject({ ok: true });
    for (const other of others) expect(await other.refresh()).toMatchObject({ ok: true });
    expect(issuer.refreshes()).toEqual(['refresh refresh-1-1']);
    expect(machines.map(({ access }) => access())).toEqual(['access-1-2', 'access-1-2', 'access-1-2']);
    expect(machines.map(({ token }) => token()?.expiry)).toEqual(machines.map(() => first?.token()?.expiry));
    expect(killed()).toBe(false);
  });

  test('all that ask at the same moment get the same value by one request', async () => {
    const { machines, issuer, pass } = await aTeam(['anna', 'ben', 'cleo', 'dora']);
    const asked = Promise.all(machines.map(({ refresh }) => refresh()));
    await pass(2 * SECOND);
    expect((await asked).map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(issuer.refreshes()).toHaveLength(1);
    expect(new Set(machines.map(({ access }) => access()))).toEqual(new Set(['access-1-2']));
  });

  test('one that was asleep for days takes up what the team has, and renews that', async () => {
    const { machines, issuer, clock, killed } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    for (let day = 0; day < 3; day += 1) {
      clock.suspend(duration(24 * 60 * MINUTE));
      expect(await anna.refresh()).toMatchObject({ ok: true });
    }
    clock.suspend(duration(24 * 60 * MINUTE));
    expect(await ben.refresh()).toMatchObject({ ok: true });
    expect(issuer.refreshes().at(-1)).toBe('refresh refresh-1-4');
    expect([ben.access(), killed()]).toEqual(['access-1-5', false]);
  });
});

describe('a machine that dies in the middle', () => {
  test('before its request arrived is followed when its lease is over, on proof that nothing was spent', async () => {
    const { machines, issuer, pass, killed } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    dieWhileAsking(anna);
    void anna.refresh();
    await settled();
    expect(anna.entry()).toMatchObject({ step: 'sent' });
    const early = ben.refresh();
    await pass(11 * SECOND);
    expect(await early).toMatchObject({ failure: { code: 'renewed-elsewhere', machine: "anna's machine" } });
    expect(issuer.asked).toEqual([]);
    await pass(35 * SECOND);
    expect(await ben.refresh()).toMatchObject({ ok: true });
    expect(issuer.asked).toEqual(['look at refresh-1-1', 'refresh refresh-1-1']);
    expect([ben.access(), killed()]).toEqual(['access-1-2', false]);
  });

  test('and had its new value already: nobody spends the old one, and it is told of as soon as that machine is back', async () => {
    const { machines, issuer, pass, killed, teamHas } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    anna.http.answer = (request) => {
      if (isRefresh(request)) anna.door.failure = { code: 'team-unreachable', reason: 'ECONNRESET' };
      return issuer.answer(request);
    };
    expect(await anna.refresh()).toMatchObject({ ok: true });
    expect([anna.access(), anna.entry()?.step, teamHas().includes('access-1-1')]).toEqual(['access-1-2', 'kept', true]);
    await pass(50 * SECOND);
    const doubtful = { failure: { code: 'renewal-in-doubt', machine: "anna's machine" } };
    expect(await ben.refresh()).toMatchObject(doubtful);
    expect(await ben.refresh()).toMatchObject(doubtful);
    expect(issuer.refreshes()).toHaveLength(1);
    anna.door.failure = undefined;
    anna.http.answer = issuer.answer;
    const again = await anna.restart();
    await again.start();
    await again.settled();
    expect(anna.entry()).toBeUndefined();
    expect(await ben.refresh()).toMatchObject({ ok: true });
    expect([ben.access(), issuer.refreshes().length, killed()]).toEqual(['access-1-2', 1, false]);
  });

  test('after the issuer answered and before anything was kept: the account needs a person, and nobody ends its family', async () => {
    const { machines, issuer, pass, killed } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    anna.http.answer = (request) => {
      const outcome = issuer.answer(request);
      return isRefresh(request) ? new Promise(() => undefined) : outcome;
    };
    void anna.refresh();
    await settled();
    await pass(50 * SECOND);
    expect(await ben.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    anna.http.answer = issuer.answer;
    await anna.restart();
    expect(await anna.refresh()).toMatchObject({ failure: { code: 'outcome-lost' } });
    // Whatever else it is told of the token, it has not forgotten that it is spent.
    await anna.catalog.change(anna.id, (token) => ({ ...token, standing: { misses: 0 } }));
    expect(await anna.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    await pass(50 * SECOND);
    expect(await ben.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    expect([issuer.refreshes().length, killed()]).toEqual([1, false]);
  });

  test('or that never heard the answer does not ask twice either, and neither do the others', async () => {
    const { machines, issuer, pass, killed } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    anna.http.answer = (request) => {
      const outcome = issuer.answer(request);
      return isRefresh(request) ? { kind: 'silent', at: T0, cause: 'outage', code: 'ECONNRESET' } : outcome;
    };
    const asked = anna.refresh();
    await pass(4 * SECOND);
    expect(await asked).toMatchObject({ failure: { code: 'outcome-lost' } });
    anna.http.answer = issuer.answer;
    await anna.catalog.change(anna.id, (token) => ({ ...token, standing: { misses: 0 } }));
    expect(await anna.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    await pass(50 * SECOND);
    expect(await ben.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    expect([issuer.refreshes().length, killed()]).toEqual([1, false]);
  });

  test('and comes back at once goes on with what it held', async () => {
    const { machines, issuer, pass, killed } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    dieWhileAsking(anna);
    void anna.refresh();
    await settled();
    anna.http.answer = issuer.answer;
    await anna.restart();
    const asked = anna.refresh();
    await pass(4 * SECOND);
    expect(await asked).toMatchObject({ ok: true });
    expect(issuer.asked).toEqual(['look at refresh-1-1', 'refresh refresh-1-1']);
    expect(await ben.refresh()).toMatchObject({ ok: true });
    expect([ben.access(), killed()]).toEqual(['access-1-2', false]);
  });
});

describe('a machine that is slow', () => {
  test('is fenced: its write is refused, and its value is brought all the same once it has the turn again', async () => {
    const { machines, issuer, pass, killed, teamHas } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    let answer = (): void => undefined;
    anna.http.answer = (request) => {
      const outcome = issuer.answer(request);
      return isRefresh(request) ? new Promise((resolve) => (answer = () => resolve(outcome))) : outcome;
    };
    const slow = anna.refresh();
    await settled();
    await pass(50 * SECOND);
    expect(await ben.refresh()).toMatchObject({ failure: { code: 'renewal-in-doubt' } });
    answer();
    expect(await slow).toMatchObject({ ok: true });
    expect([anna.access(), anna.entry(), teamHas().includes('access-1-2')]).toEqual(['access-1-2', undefined, true]);
    expect(await ben.refresh()).toMatchObject({ ok: true });
    expect([ben.access(), issuer.refreshes().length, killed()]).toEqual(['access-1-2', 1, false]);
  });

  test("and was overtaken at an issuer that forgives: the value that lives is the team's, and the other is kept until it is dead", async () => {
    const { machines, issuer, pass, teamHas } = await aTeam(['anna', 'ben'], { rotates: false });
    const [anna, ben] = machines as [Machine, Machine];
    let answer = (): void => undefined;
    anna.http.answer = (request) => {
      const outcome = issuer.answer(request);
      return isRefresh(request) ? new Promise((resolve) => (answer = () => resolve(outcome))) : outcome;
    };
    const slow = anna.refresh();
    await settled();
    await pass(50 * SECOND);
    expect(await ben.refresh()).toMatchObject({ ok: true });
    answer();
    expect(await slow).toMatchObject({ ok: true });
    expect([anna.access(), ben.access(), teamHas().includes('access-1-3')]).toEqual(['access-1-3', 'access-1-3', true]);
    const [left] = anna.token()?.leftovers ?? [];
    expect(anna.secrets.entries.get(left?.slot ?? anna.id)?.credential.access.use((text) => text)).toBe('access-1-2');
  });
});

describe('a store that does not serve', () => {
  test.each([
    [{ code: 'team-unreachable', reason: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    [{ code: 'team-read-only' }, 'team-read-only'],
    [{ code: 'team-store-refused', reason: '28P01' }, '28P01'],
  ] as const)('%o: the value that is here serves, and nothing is spent', async (failure, why) => {
    const { machines, issuer, pass } = await aTeam(['anna']);
    const [anna] = machines as [Machine];
    anna.door.failure = failure;
    expect(await anna.refresh()).toMatchObject({ failure: { code: 'team-silent', why } });
    expect([issuer.asked, anna.access(), anna.entry()]).toEqual([[], 'access-1-1', undefined]);
    anna.door.failure = undefined;
    await pass(MINUTE);
    expect(await anna.refresh()).toMatchObject({ ok: true });
  });

  test('goes away while the issuer answers: the new value serves here, and the team is told when it is back', async () => {
    const { machines, issuer, pass, teamHas } = await aTeam(['anna', 'ben']);
    const [anna, ben] = machines as [Machine, Machine];
    anna.http.answer = (request) => {
      if (isRefresh(request)) anna.door.failure = { code: 'team-read-only' };
      return issuer.answer(request);
    };
    expect(await anna.refresh()).toMatchObject({ ok: true });
    expect([anna.access(), teamHas().includes('access-1-1')]).toEqual(['access-1-2', true]);
    anna.door.failure = undefined;
    await pass(3 * SECOND);
    expect(await anna.refresh()).toMatchObject({ ok: true });
    expect(teamHas()).toContain('access-1-2');
    await ben.refresh();
    expect([ben.access(), issuer.refreshes().length]).toEqual(['access-1-2', 1]);
  });
});

test('a copy of an installation is told where the other runs, before it spends anything', async () => {
  const { machines, aMachine, issuer, pass } = await aTeam(['anna']);
  const [anna] = machines as [Machine];
  expect(await anna.refresh()).toMatchObject({ ok: true });
  const copy = await aMachine('copy', { id: 'anna' });
  issuer.asked.length = 0;
  expect(await copy.refresh()).toMatchObject({ failure: { code: 'profile-copied', machine: "anna's machine" } });
  expect(issuer.asked).toEqual([]);
  await pass(3 * MINUTE);
  expect(await copy.refresh()).toMatchObject({ ok: true });
});

test("a token of one's own asks no team", async () => {
  const { machines, issuer } = await aTeam(['anna']);
  const [anna] = machines as [Machine];
  await anna.catalog.change(anna.id, (token) => ({ ...token, vault: 'personal' }));
  anna.door.failure = { code: 'team-unreachable', reason: 'ECONNREFUSED' };
  expect(await anna.refresh()).toMatchObject({ ok: true });
  expect(issuer.refreshes()).toHaveLength(1);
});
