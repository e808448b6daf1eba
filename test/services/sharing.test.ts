import { expect, test } from 'vitest';
import { T0 } from '../support/tokens.ts';
import { aTeam, good } from './a-team.ts';

const value = (fill: string): string => `ghp_${fill.repeat(36)}`;

test('what one shares another has a moment later, with its value', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  const view = await robin.sync();
  expect(await robin.valueOf('github-ci')).toBe(value('0'));
  expect(view).toMatchObject({ state: 'in', name: 'platform', role: 'user', troubles: [] });
  expect(view.tokens).toMatchObject([{ label: 'github-ci', keeper: 'kim', access: 'all', mayUse: true }]);
});

test('both sides see the same four words, and other words let nobody in', async () => {
  const { kim, person, invite, place } = await aTeam();
  const robin = person('robin');
  const code = await invite(kim, 'robin', 'user');
  const asking = good(await robin.sharing.join({ code, person: 'robin', place }));
  const view = await kim.sync();
  expect(view.invitations).toMatchObject([
    { name: 'robin', asked: { name: 'robin', device: 'robin-laptop', phrase: asking.phrase } },
  ]);
  expect(asking.phrase).toMatch(/^([a-z]{5} ){3}[a-z]{5}$/);
  expect(await kim.sharing.members.confirm(undefined, 'robin', 'babab babab babab babab')).toEqual({
    ok: false,
    failure: { code: 'team-phrase-differs' },
  });
  expect((await robin.sync()).state).toBe('asking');
});

test('a reader sees what there is and never has a value', async () => {
  const { kim, admit } = await aTeam();
  const ruth = await admit(kim, 'ruth', 'reader');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  const view = await ruth.sync();
  expect(view.tokens).toMatchObject([{ label: 'github-ci', mayUse: false }]);
  expect(await ruth.valueOf('github-ci')).toBeUndefined();
  expect(
    [...ruth.secrets.entries.values()].map(({ credential }) => credential.access.use((text) => text)),
  ).not.toContain(value('0'));
});

test('a token that is for some is sealed to them, and the others do not even see its name', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  const sam = await admit(kim, 'sam', 'user');
  await kim.keep('prod-db', value('1'));
  good(await kim.sharing.tokens.share('prod-db', undefined, ['robin']));
  await robin.sync();
  expect(await robin.valueOf('prod-db')).toBe(value('1'));
  expect((await sam.sync()).tokens).toEqual([]);
  good(await kim.sharing.tokens.change('prod-db', { access: ['sam'] }));
  await sam.sync();
  expect(await sam.valueOf('prod-db')).toBe(value('1'));
  const view = await kim.sync();
  expect(view.tokens).toMatchObject([{ access: ['sam'], leftBehind: ['robin'] }]);
});

test('a new value of one member is everybody’s, and what is each one’s own stays', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  const own = robin.tokenNamed('github-ci');
  if (own !== undefined) await robin.catalog.change(own.id, (token) => ({ ...token, policy: 'deny' }));
  await robin.renew('github-ci', value('2'));
  await robin.sync();
  await kim.sync();
  expect(await kim.valueOf('github-ci')).toBe(value('2'));
  expect(robin.tokenNamed('github-ci')?.policy).toBe('deny');
  expect(kim.tokenNamed('github-ci')?.policy).toBeUndefined();
});

test('a removed member is out with the next look, and what it has seen is to be rotated', async () => {
  const { kim, admit, store } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await admit(kim, 'ruth', 'reader');
  await kim.keep('github-ci', value('0'));
  await kim.keep('prod-db', value('1'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  good(await kim.sharing.tokens.share('prod-db', undefined, ['ruth']));
  await robin.sync();
  const before = [...store.rows].map(([id]) => store.textOf(id));
  good(await kim.sharing.members.remove(undefined, 'robin', undefined));
  const after = [...store.rows].map(([id]) => store.textOf(id));
  // Everything but what asked to join was sealed and signed anew.
  const isJoin = (text: string) => text.includes('\\"kind\\":\\"join\\"');
  expect(after.filter((text) => !isJoin(text) && before.includes(text))).toEqual([]);
  expect((await robin.sync()).state).toBe('out');
  expect(await robin.valueOf('github-ci')).toBeUndefined();
  expect(robin.catalog.list()).toEqual([]);
  const due = good(await kim.sharing.tokens.rotateNow(undefined));
  expect(due.map(({ label }) => label)).toEqual(['github-ci']);
  await kim.renew('github-ci', value('3'));
  await kim.sync();
  expect(good(await kim.sharing.tokens.rotateNow(undefined))).toEqual([]);
});

test('the keys of somebody who was removed open nothing that was written since', async () => {
  const { kim, admit, store } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  const keys = [...robin.secrets.entries.values()];
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.members.remove(undefined, 'robin', undefined));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  const sealer = await kim.teams.sealer();
  for (const [id] of store.rows) {
    const { facts, value: sealed } = JSON.parse(store.textOf(id));
    for (const { credential } of keys) {
      for (const text of [facts, sealed]) expect((await sealer.open(String(text), [credential.access])).ok).toBe(false);
    }
  }
});

test('a value that arrives while another was made here: both are kept, and a person is told', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  await robin.renew('github-ci', value('4'));
  await kim.renew('github-ci', value('5'));
  await kim.sync();
  const view = await robin.sync();
  expect(view.tokens).toMatchObject([{ conflict: true }]);
  expect(view.changes.map(({ what }) => what)).toContain('conflict');
  await kim.sync();
  expect(await kim.valueOf('github-ci')).toBe(await robin.valueOf('github-ci'));
});

test('without the store everything is there, and it says since when', async () => {
  const { kim, admit, store, clock } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  store.outage = { code: 'team-unreachable', reason: 'ECONNREFUSED' };
  robin.restart();
  expect(await robin.sharing.sync(undefined)).toEqual({ ok: false, failure: store.outage });
  const view = good(await robin.sharing.view(undefined));
  expect(view.troubles).toEqual([{ kind: 'offline', since: clock.now(), why: store.outage }]);
  expect(view.tokens.map(({ label }) => label)).toEqual(['github-ci']);
  expect(await robin.valueOf('github-ci')).toBe(value('0'));
  await robin.renew('github-ci', value('6'));
  store.outage = undefined;
  await robin.sync();
  await kim.sync();
  expect(await kim.valueOf('github-ci')).toBe(value('6'));
});

test('a lost device: the new one replaces it, and what the old one had is to be rotated', async () => {
  const { kim, admit, person } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  const phone = await admit(kim, 'robin', 'user', person('robin-new'), 'robin');
  expect(await phone.valueOf('github-ci')).toBe(value('0'));
  expect((await robin.sync()).state).toBe('out');
  expect(good(await kim.sharing.tokens.rotateNow(undefined)).map(({ label }) => label)).toEqual(['github-ci']);
});

test('new keys for oneself: older records stay good, and newer ones are signed with the new', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await robin.keep('robins', value('0'));
  good(await robin.sharing.tokens.share('robins', undefined, 'all'));
  good(await robin.sharing.members.newKeys(undefined));
  await robin.keep('more', value('1'));
  good(await robin.sharing.tokens.share('more', undefined, 'all'));
  robin.restart();
  expect((await robin.sync()).troubles).toEqual([]);
  const sam = await admit(kim, 'sam', 'user');
  const view = await sam.sync();
  expect(view.troubles).toEqual([]);
  expect(view.tokens.map(({ label }) => label).sort()).toEqual(['more', 'robins']);
});

test('the last manager stays', async () => {
  const { kim, admit } = await aTeam();
  await admit(kim, 'robin', 'user');
  const refused = { ok: false, failure: { code: 'team-last-manager' } };
  expect(await kim.sharing.members.remove(undefined, 'kim', undefined)).toEqual(refused);
  expect(await kim.sharing.members.setRole(undefined, 'kim', 'user')).toEqual(refused);
  expect(await kim.sharing.members.leave(undefined)).toEqual(refused);
});

test('only a manager invites, removes and gives roles', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  const refused = { ok: false, failure: { code: 'team-role', need: 'manager' } };
  expect(await robin.sharing.members.remove(undefined, 'kim', undefined)).toEqual(refused);
  expect(await robin.sharing.members.setRole(undefined, 'robin', 'manager')).toEqual(refused);
});

test('whoever leaves is out, and a manager’s machine makes new keys by itself', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  good(await robin.sharing.members.leave(undefined));
  expect(robin.catalog.list()).toEqual([]);
  expect(robin.sharing.views()).toMatchObject([{ state: 'out' }]);
  const view = await kim.sync();
  expect(view.members.find(({ name }) => name === 'robin')?.leftAt).toBeDefined();
  expect(view.troubles).toEqual([]);
  expect(view.tokens).toMatchObject([{ leftBehind: ['robin'] }]);
});

test('when an owner leaves, the deputy is asked, or else whoever was named', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  const sam = await admit(kim, 'sam', 'user');
  await robin.keep('robins', value('0'));
  good(await robin.sharing.tokens.share('robins', undefined, 'all'));
  await kim.sync();
  good(await kim.sharing.members.remove(undefined, 'robin', 'sam'));
  const view = await sam.sync();
  expect(view.tokens).toMatchObject([{ keeper: undefined, heir: 'sam', isAsked: true }]);
  good(await kim.sharing.tokens.change('robins', { keeper: 'sam' }));
  expect((await sam.sync()).tokens).toMatchObject([{ keeper: 'sam', isAsked: false }]);
});

test('a token that is shared no longer goes from the others and stays with whoever took it back', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  good(await kim.sharing.tokens.unshare('github-ci'));
  await robin.sync();
  expect(robin.catalog.list()).toEqual([]);
  expect(kim.tokenNamed('github-ci')?.vault).toBe('personal');
  expect(await kim.valueOf('github-ci')).toBe(value('0'));
});

test('a name that is taken here is told apart, and the team’s own name stays', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await robin.keep('github-ci', value('9'));
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  expect(await robin.valueOf('github-ci (platform)')).toBe(value('0'));
  expect(await robin.valueOf('github-ci')).toBe(value('9'));
  await robin.sync();
  await kim.sync();
  expect(kim.tokenNamed('github-ci')).toBeDefined();
});

test('what a member did with a shared token managers can read, and nobody else', async () => {
  const { kim, admit } = await aTeam();
  const robin = await admit(kim, 'robin', 'user');
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  await robin.sync();
  const token = robin.tokenNamed('github-ci');
  const log = robin.sharing.overheard(robin.audit);
  for (const act of ['copy', 'get']) {
    const entry = { at: T0, act, token: token?.id, label: 'github-ci', actor: 'window', outcome: 'done' };
    good(await log.append(entry));
    await robin.sync();
  }
  const told = good(await kim.sharing.audit(undefined));
  expect(told.map(({ who, act, follows }) => [who, act, follows])).toEqual([
    ['robin', 'copy', true],
    ['robin', 'get', true],
  ]);
  expect(robin.audit.entries).toHaveLength(2);
  expect(await robin.sharing.audit(undefined)).toEqual({ ok: false, failure: { code: 'team-role', need: 'manager' } });
});

test('changes that come faster than they can be looked at make one look, and not a line of them', async () => {
  const { kim, store } = await aTeam();
  const before = store.looks;
  await Promise.all(Array.from({ length: 200 }, () => kim.sync()));
  expect(store.looks - before).toBe(1);
});
