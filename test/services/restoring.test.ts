import { describe, expect, test } from 'vitest';
import type { Asked } from '../../shared/contract.ts';
import { failed } from '../../shared/result.ts';
import { days, duration, hours, minutes } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import { T0 } from '../support/tokens.ts';
import { memoryBackups } from '../support/memory-backups.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';
import { ISSUER, oauthIssuer } from './oauth-issuer.ts';

const FILE = '/media/me/tokens.age';
const passphrase = { kind: 'passphrase' as const, passphrase: 'five plain words for this' };
const key = { file: FILE, key: passphrase };
const save = { file: FILE, lock: passphrase, over: true };

/** Two computers and one shelf for backups between them. */
function two(answer: Parameters<typeof aVault>[0] = () => githubSays(200)) {
  const shelf = memoryBackups('machine-a');
  const [a, b] = [aVault(answer), aVault(answer)].map((one) => {
    Object.assign(one.ports, { backups: shelf });
    return { ...one, vault: one.open() };
  });
  if (a === undefined || b === undefined) throw new Error('there are two');
  return { a: withVault(a), b: withVault(b), shelf };
}

type One = ReturnType<typeof aVault>;

function withVault(one: One) {
  const { vault } = one;
  return {
    ...one,
    advance: (ms: number) => one.clock.advance(duration(ms), () => vault.settled()),
    async add(label: string, text: string, facts: object = {}) {
      const pasted = { kind: 'value' as const, text, exact: false, confirmed: false };
      const added = await vault.handlers.add({ label, pasted, ...facts });
      if (!added.ok) throw new Error(added.failure.code);
      return added.value.view;
    },
    valueOf: (label: string) => {
      const id = one.catalog.list().find((token) => token.label === label)?.id ?? tokenId('none');
      return one.secrets.entries.get(id)?.credential.access.use((text) => text);
    },
    token: (label: string) => one.catalog.list().find((token) => token.label === label),
    async preview() {
      const shown = await vault.handlers.restorePreview(key);
      if (!shown.ok) throw new Error(shown.failure.code);
      return shown.value;
    },
    async restore(how: Partial<Asked<'restore'>> = {}) {
      const shown = await vault.handlers.restorePreview(key);
      if (!shown.ok) throw new Error(shown.failure.code);
      const { mark } = shown.value;
      const restored = await vault.handlers.restore({ ...key, mark, replace: [], leave: [], settings: false, ...how });
      if (!restored.ok) throw new Error(restored.failure.code);
      return restored.value;
    },
  };
}

describe('a restore', () => {
  test('gives an empty vault all that the other had, and says what it did', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'), { owner: 'ada', consumers: ['deploy'], environment: 'production' });
    await a.add('npm', fakeToken('2'), { rotation: { every: '30d' } });
    expect(await a.vault.handlers.backup(save)).toMatchObject({ value: { tokens: 2, without: [] } });
    expect(await b.preview()).toMatchObject({
      machine: 'machine-a',
      changes: [
        { name: 'ci', change: 'added', elsewhere: false },
        { name: 'npm', change: 'added', elsewhere: true },
      ],
    });
    expect(b.catalog.list()).toEqual([]);
    expect(await b.restore()).toMatchObject({
      added: ['ci', 'npm'],
      changed: [],
      same: 0,
      left: [],
      elsewhere: ['npm'],
    });
    expect(b.valueOf('ci')).toBe(fakeToken('1'));
    expect(b.token('ci')).toMatchObject({ owner: 'ada', consumers: ['deploy'], environment: 'production' });
    expect(b.token('npm')?.schedule).toEqual(a.token('npm')?.schedule);
    expect(b.catalog.pending()).toEqual([]);
  });

  test('taken twice leaves the same state', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'), { owner: 'ada' });
    await a.add('npm', fakeToken('2'), { rotation: { every: '30d' }, expires: '2027-06-01' });
    await a.vault.handlers.backup(save);
    await b.restore();
    await b.vault.handlers.check({});
    const [tokens, entries] = [b.catalog.list(), [...b.secrets.entries]];
    expect(await b.restore()).toMatchObject({ added: [], changed: [], same: 2, left: [] });
    expect(b.catalog.list()).toEqual(tokens);
    expect([...b.secrets.entries]).toEqual(entries);
  });

  test('never puts an older value over a newer one unasked', async () => {
    const { a } = two();
    await a.add('ci', fakeToken('1'));
    await a.add('npm', fakeToken('2'));
    await a.vault.handlers.backup(save);
    await a.advance(minutes(5));
    const pasted = { kind: 'value' as const, text: fakeToken('3'), exact: false, confirmed: false };
    await a.vault.handlers.replace({ token: 'ci', pasted });
    expect((await a.preview()).changes).toMatchObject([
      { name: 'ci', change: 'changed', differs: ['value'], newer: 'here' },
      { name: 'npm', change: 'same' },
    ]);
    expect(await a.restore()).toMatchObject({ left: [{ name: 'ci', why: 'newer-here' }], same: 1 });
    expect(a.valueOf('ci')).toBe(fakeToken('3'));
    expect(await a.restore({ replace: ['ci'] })).toMatchObject({ changed: ['ci'] });
    expect(a.valueOf('ci')).toBe(fakeToken('1'));
  });

  test('brings a newer value over an older one', async () => {
    const { a, b } = two();
    await b.add('ci', fakeToken('1'));
    await a.advance(hours(1));
    await a.add('ci', fakeToken('2'));
    await a.vault.handlers.backup(save);
    expect((await b.preview()).changes).toMatchObject([{ name: 'ci', change: 'changed', newer: 'backup' }]);
    const before = b.token('ci')?.id;
    expect(await b.restore()).toMatchObject({ changed: ['ci'] });
    expect(b.token('ci')?.id).toBe(before);
    expect(b.valueOf('ci')).toBe(fakeToken('2'));
    expect(await b.restore({})).toMatchObject({ same: 1, changed: [] });
  });

  test('where facts alone differ nobody can say which are newer, so they stay as they are', async () => {
    const { a } = two();
    await a.add('ci', fakeToken('1'), { owner: 'ada' });
    await a.vault.handlers.backup(save);
    await a.vault.handlers.edit({ token: 'ci', owner: 'grace' });
    expect((await a.preview()).changes).toMatchObject([{ change: 'changed', differs: ['facts'], newer: 'unclear' }]);
    expect(await a.restore()).toMatchObject({ left: [{ name: 'ci', why: 'unclear' }] });
    expect(a.token('ci')?.owner).toBe('grace');
  });

  test('knows a token by its value where its name is another', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await b.add('github', fakeToken('1'));
    await a.vault.handlers.backup(save);
    expect(await b.restore()).toMatchObject({ added: [], same: 1 });
    expect(b.catalog.list().map(({ label }) => label)).toEqual(['github']);
  });

  test('gives a value back that the keyring has lost', async () => {
    const { a } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    a.secrets.entries.clear();
    expect(await a.restore()).toMatchObject({ changed: ['ci'] });
    expect(a.valueOf('ci')).toBe(fakeToken('1'));
  });

  test('makes what a team shares a person’s own where that person is in no such team', async () => {
    const { a, b } = two();
    const { token } = await a.add('ci', fakeToken('1'));
    await a.catalog.change(token.id, (one) => ({ ...one, vault: 'team:platform' }));
    await a.vault.handlers.backup(save);
    await b.restore();
    expect(b.token('ci')?.vault).toBe('personal');
  });

  test('takes the key that was shown, and no other file by it; a name that is not in it is none', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    const { mark } = await b.preview();
    const rest = { key: { kind: 'shown' as const }, mark, replace: [], leave: [], settings: false };
    expect(await b.vault.handlers.restore({ file: '/other.age', ...rest })).toEqual(
      failed({ code: 'backup-changed', file: '/other.age' }),
    );
    expect(await b.vault.handlers.restore({ file: FILE, ...rest, replace: ['nobody'] })).toEqual(
      failed({ code: 'no-such-token', name: 'nobody' }),
    );
    expect(await b.vault.handlers.restore({ file: FILE, ...rest })).toMatchObject({ value: { added: ['ci'] } });
    await b.advance(minutes(11));
    expect(await b.vault.handlers.restore({ file: FILE, ...rest })).toMatchObject({ ok: false });
  });

  test('leaves out what is not wanted', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await a.add('npm', fakeToken('2'));
    await a.vault.handlers.backup(save);
    expect(await b.restore({ leave: ['ci'] })).toMatchObject({
      added: ['npm'],
      left: [{ name: 'ci', why: 'unwanted' }],
    });
  });

  test('does not put back what is on its way to its end', async () => {
    const { a } = two(({ url }) => (url.endsWith('/credentials/revoke') ? githubSays(500) : githubSays(200)));
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    await a.vault.handlers.revoke({ token: 'ci', confirmed: true });
    expect(await a.restore({ replace: ['ci'] })).toMatchObject({ left: [{ name: 'ci', why: 'ending' }] });
    expect(a.token('ci')?.ending).toBeDefined();
  });

  test('goes on with a revocation that was not over', async () => {
    const issuer = { down: true, now: () => T0 };
    const { a, b } = two(({ url }) => {
      const isRevocation = url.endsWith('/credentials/revoke');
      if (issuer.down) return githubSays(isRevocation ? 503 : 200, issuer.now());
      return githubSays(isRevocation ? 202 : 401, issuer.now());
    });
    issuer.now = () => b.clock.now();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.revoke({ token: 'ci', confirmed: true });
    await a.vault.handlers.backup(save);
    expect(await b.restore()).toMatchObject({ added: ['ci'], acts: 1 });
    expect(b.vault.snapshot().tokens).toMatchObject([{ status: { kind: 'revocation-pending' } }]);
    expect(b.ports.journal.open()).toMatchObject([{ act: 'revoke', token: b.token('ci')?.id }]);
    issuer.down = false;
    await b.vault.start();
    await b.advance(hours(1));
    expect(b.vault.snapshot().tokens).toMatchObject([{ status: { kind: 'revoked' } }]);
    expect(b.ports.journal.open()).toEqual([]);
    await b.vault.stop();
  });

  test('takes permissions of tools along for tokens that are new here', async () => {
    const { a, b } = two();
    const { token } = await a.add('ci', fakeToken('1'));
    const grant = { id: 'g1', token: token.id, tool: 'git', allows: true, since: a.clock.now() };
    const once = { ...grant, id: 'g2', once: true };
    await a.ports.lendingBook.change((book) => ({ ...book, grants: [grant, once] }));
    await a.vault.handlers.backup(save);
    expect(await b.restore()).toMatchObject({ grants: 1 });
    expect(b.vault.snapshot().grants).toMatchObject([{ id: 'g1', label: 'ci' }]);
    await b.vault.handlers.endGrant({ id: 'g1' });
    expect(await b.restore()).toMatchObject({ grants: 0 });
    expect(b.vault.snapshot().grants).toEqual([]);
  });

  test('takes the settings along where here they are as they came, and else only when told to', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.set({ key: 'clearAfter', value: '10s' });
    await a.vault.handlers.backup(save);
    expect(await b.restore()).toMatchObject({ settings: 'added' });
    expect(b.ports.settings.get().clearAfter).toBe(10_000);
    await b.vault.handlers.set({ key: 'clearAfter', value: '20s' });
    expect(await b.restore()).toMatchObject({ settings: 'changed' });
    expect(b.ports.settings.get().clearAfter).toBe(20_000);
    await b.restore({ settings: true });
    expect(b.ports.settings.get().clearAfter).toBe(10_000);
  });

  test('writes nothing with a wrong passphrase, of a file that is not there, or of one that was exchanged', async () => {
    const { a, b, shelf } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    const shown = await b.preview();
    const wrong = { kind: 'passphrase' as const, passphrase: 'other words' };
    const rest = { mark: shown.mark, replace: [], leave: [], settings: false };
    expect(await b.vault.handlers.restore({ file: FILE, key: wrong, ...rest })).toEqual(
      failed({ code: 'backup-wrong-key', key: 'passphrase' }),
    );
    expect(await b.vault.handlers.restore({ file: '/gone.age', key: passphrase, ...rest })).toMatchObject({
      failure: { code: 'backup-unreadable' },
    });
    await a.advance(minutes(1));
    await a.vault.handlers.backup(save);
    expect(await b.vault.handlers.restore({ ...key, ...rest })).toEqual(failed({ code: 'backup-changed', file: FILE }));
    expect([b.catalog.list(), b.secrets.entries.size, b.audit.entries]).toEqual([[], 0, []]);
    expect(shelf.files.size).toBe(1);
  });

  test('with a keyring that is locked puts nothing back, and says so', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    const { mark } = await b.preview();
    b.secrets.failure = { code: 'keyring-locked' };
    const rest = { mark, replace: [], leave: [], settings: false };
    expect(await b.vault.handlers.restore({ ...key, ...rest })).toEqual(failed({ code: 'keyring-locked' }));
    expect(b.catalog.list()).toEqual([]);
  });

  test('is on the record, as is the backup before any value leaves', async () => {
    const { a, b } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    await b.restore();
    const told = (one: One) =>
      one.audit.entries
        .filter(({ act }) => act === 'backup' || act === 'restore')
        .map(({ act, outcome }) => `${act} ${outcome}`);
    expect(told(a)).toEqual(['backup asked', 'backup done, 1 tokens']);
    expect(told(b)).toEqual(['restore asked', 'restore done, 1 added, 0 changed']);
    a.audit.failure = { code: 'file-unwritable', file: 'audit', reason: 'ENOSPC' };
    expect(await a.vault.handlers.backup({ ...save, file: '/other.age' })).toMatchObject({
      failure: { code: 'file-unwritable' },
    });
  });
});

describe('a backup', () => {
  test('with a keyring that does not serve is not made, and leaves the earlier one as it is', async () => {
    const { a, shelf } = two();
    await a.add('ci', fakeToken('1'));
    await a.vault.handlers.backup(save);
    const before = shelf.files.get(FILE);
    a.secrets.failure = { code: 'keyring-locked' };
    expect(await a.vault.handlers.backup(save)).toEqual(failed({ code: 'keyring-locked' }));
    expect(shelf.files.get(FILE)).toBe(before);
  });

  test('names the tokens whose value the keyring has lost', async () => {
    const { a } = two();
    const { token } = await a.add('ci', fakeToken('1'));
    await a.add('npm', fakeToken('2'));
    a.secrets.entries.delete(token.id);
    expect(await a.vault.handlers.backup(save)).toMatchObject({ value: { tokens: 2, without: ['ci'] } });
  });

  test('one at a time, and it shows how far it has come', async () => {
    const { a } = two();
    await a.add('ci', fakeToken('1'));
    const seen: unknown[] = [];
    const end = a.vault.watch(() => seen.push(a.vault.snapshot().backup.work));
    const [one, other] = await Promise.all([a.vault.handlers.backup(save), a.vault.handlers.backup(save)]);
    expect(one.ok).toBe(true);
    expect(other).toEqual(failed({ code: 'backup-busy' }));
    expect(await a.vault.handlers.backupCancel({})).toEqual({ ok: true, value: { cancelled: false } });
    void end();
  });
});

describe('what renews itself', () => {
  /** A token of the issuer's that lives an hour, with its refresh token. */
  async function withOAuth() {
    const world = { now: () => 0 as never };
    const issuer = oauthIssuer(() => world.now());
    const { a, b } = two((request) => issuer.answer(request));
    world.now = (() => b.clock.now()) as never;
    await a.add('sso', 'access-1-0', {
      provider: 'oauth2',
      host: ISSUER,
      fields: { 'client-id': 'tokenkeep', 'refresh-token': 'refresh-1-0' },
    });
    await a.vault.handlers.backup(save);
    return { a, b, issuer };
  }

  test('is marked as perhaps in use where it comes from, and not renewed before a person says so', async () => {
    const { b, issuer } = await withOAuth();
    expect(await b.restore()).toMatchObject({ elsewhere: ['sso'] });
    expect(b.token('sso')).toMatchObject({ hasRefresh: true, elsewhere: { machine: 'machine-a' } });
    expect(b.vault.snapshot().tokens[0]?.token.warnings).toContainEqual({ code: 'elsewhere', machine: 'machine-a' });
    const refreshes = () => issuer.asked.filter((what) => what.startsWith('refresh')).length;
    const before = refreshes();
    await b.vault.start();
    await b.advance(days(1));
    expect(refreshes()).toBe(before);
    expect(await b.vault.handlers.refresh({ token: 'sso' })).toEqual(
      failed({ code: 'in-use-elsewhere', name: 'sso', machine: 'machine-a' }),
    );
    expect(await b.vault.handlers.claim({ token: 'sso' })).toEqual({ ok: true, value: { name: 'sso' } });
    expect(await b.vault.handlers.refresh({ token: 'sso' })).toMatchObject({ ok: true });
    expect(refreshes()).toBe(before + 1);
    expect(b.token('sso')?.elsewhere).toBeUndefined();
    await b.vault.stop();
  });
});
