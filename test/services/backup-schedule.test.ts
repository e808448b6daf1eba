import { describe, expect, test } from 'vitest';
import { failed } from '../../shared/result.ts';
import { days, duration, hours, minutes } from '../../shared/time.ts';
import { memoryBackups } from '../support/memory-backups.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';

const FOLDER = '/media/me/backups';

/** A vault that backs up every day, with three tokens. */
async function daily() {
  const here = aVault(() => githubSays(200));
  const shelf = memoryBackups();
  Object.assign(here.ports, { backups: shelf });
  const vault = here.open();
  const { handlers } = vault;
  for (const n of ['1', '2', '3']) {
    const pasted = { kind: 'value' as const, text: fakeToken(n), exact: false, confirmed: false };
    await handlers.add({ label: `ci-${n}`, pasted });
  }
  await handlers.backupPassphrase({ passphrase: 'five plain words for this' });
  await handlers.set({ key: 'backupFolder', value: FOLDER });
  await handlers.set({ key: 'backupEvery', value: 'day' });
  await vault.start();
  await vault.settled();
  const advance = (ms: number) => here.clock.advance(duration(ms), () => vault.settled());
  await advance(minutes(1));
  const inbox = () =>
    here.ports.memory.get().notices.map(({ what }) => (what.kind === 'backup' ? what.trouble : what.kind));
  const finding = async () => {
    const all = await handlers.doctor({});
    return all.ok ? all.value.find(({ topic }) => topic === 'backup') : undefined;
  };
  return { ...here, vault, handlers, shelf, advance, inbox, finding, state: () => vault.snapshot().backup };
}

describe('a backup every day', () => {
  test('is made at once and then each day, and is shown with when the next is due', async () => {
    const { shelf, advance, state, finding, clock, vault, inbox } = await daily();
    expect([...shelf.files.keys()]).toEqual([
      expect.stringMatching(/^\/media\/me\/backups\/tokenkeep-\w+-000001-2027-01-01\.age$/),
    ]);
    const first = state().lastAt ?? 0;
    expect(state()).toMatchObject({ trouble: undefined, dueAt: first + days(1) });
    expect(await finding()).toMatchObject({ state: 'good', sight: { code: 'backup-made', every: 'day' } });
    await advance(days(1));
    expect(shelf.files.size).toBe(2);
    expect(state().lastAt).toBeGreaterThan(first);
    expect(state().lastAt).toBeLessThanOrEqual(clock.now());
    expect(inbox()).toEqual([]);
    await vault.stop();
  });

  test('leaves the last seven, and files of others alone', async () => {
    const { shelf, advance, vault } = await daily();
    const mine = [...shelf.files.values()][0];
    if (mine !== undefined) shelf.files.set(`${FOLDER}/tokenkeep-other-000001-2027-01-01.age`, mine);
    for (let n = 0; n < 9; n += 1) await advance(days(1));
    const names = [...shelf.files.keys()].filter((name) => !name.includes('other'));
    expect(names.map((name) => Number(/-(\d{6})-/.exec(name)?.[1]))).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(shelf.files.size).toBe(8);
    await vault.stop();
  });

  test('never of a vault whose keyring does not serve: the earlier ones stay, and a person is told once', async () => {
    const { shelf, advance, secrets, inbox, state, finding, vault } = await daily();
    const before = [...shelf.files.keys()];
    // It says that it is open, and gives nothing.
    secrets.failure = { code: 'keyring-refused', reason: 'read' };
    await advance(days(2));
    expect([...shelf.files.keys()]).toEqual(before);
    expect(inbox()).toEqual(['keyring']);
    expect(state().trouble).toBe('keyring');
    expect(await finding()).toMatchObject({ state: 'bad', sight: { code: 'backup-trouble', trouble: 'keyring' } });
    secrets.failure = undefined;
    await advance(hours(2));
    expect(shelf.files.size).toBe(2);
    expect(state().trouble).toBeUndefined();
    await vault.stop();
  });

  test('waits for a keyring that is locked, and is made when it opens', async () => {
    const { shelf, advance, secrets, inbox, vault } = await daily();
    secrets.seen = { kind: 'locked' };
    secrets.failure = { code: 'keyring-locked' };
    await advance(days(2));
    expect(shelf.files.size).toBe(1);
    secrets.seen = { kind: 'ok', backend: 'memory' };
    secrets.failure = undefined;
    await advance(hours(2));
    expect(shelf.files.size).toBe(2);
    expect(inbox().filter((what) => what === 'keyring').length).toBeLessThanOrEqual(1);
    await vault.stop();
  });

  test('never of a vault whose own files are damaged', async () => {
    const { shelf, advance, catalog, inbox, vault } = await daily();
    catalog.failure = { code: 'file-damaged', file: 'catalog.json' };
    await advance(days(1));
    expect(shelf.files.size).toBe(1);
    expect(inbox()).toEqual(['files']);
    await vault.stop();
  });

  test('with a value missing is made and says so, and takes the place of none that still has it', async () => {
    const { shelf, advance, secrets, catalog, inbox, vault } = await daily();
    for (let n = 0; n < 6; n += 1) await advance(days(1));
    expect(shelf.files.size).toBe(7);
    const lost = catalog.list()[0]?.id;
    if (lost !== undefined) secrets.entries.delete(lost);
    for (let n = 0; n < 3; n += 1) await advance(days(1));
    expect(shelf.files.size).toBe(10);
    expect(inbox()).toEqual(['lacking']);
    await vault.stop();
  });

  test('that cannot be read back, or has no place, is told in the inbox and tried again in an hour', async () => {
    const { shelf, advance, inbox, vault } = await daily();
    shelf.failure = { code: 'backup-untested', file: `${FOLDER}/x.age` };
    await advance(days(1));
    expect(inbox()).toEqual(['untested']);
    shelf.failure = { code: 'file-unwritable', file: `${FOLDER}/x.age`, reason: 'ENOENT' };
    await advance(hours(1));
    expect(inbox()).toEqual(['folder', 'untested']);
    await advance(hours(5));
    expect(inbox()).toHaveLength(2);
    shelf.failure = undefined;
    await advance(hours(1));
    expect(shelf.files.size).toBe(2);
    await vault.stop();
  });

  test('without a key or a folder says what is missing', async () => {
    const { handlers, advance, inbox, state, vault } = await daily();
    await handlers.backupPassphrase({ passphrase: null });
    expect(await handlers.backupNow({})).toEqual(failed({ code: 'backup-unset', lack: 'key' }));
    expect(state().trouble).toBe('unset');
    await handlers.set({ key: 'backupFolder', value: 'off' });
    expect(await handlers.backupNow({})).toEqual(failed({ code: 'backup-unset', lack: 'folder' }));
    await advance(hours(1));
    expect(inbox()).toEqual(['unset']);
    await vault.stop();
  });

  test('is sealed for the keys that are set, and its passphrase is in no file and no record', async () => {
    const { handlers, shelf, audit, ports, vault } = await daily();
    const recipient = `age1${'q'.repeat(58)}`;
    await handlers.set({ key: 'backupTo', value: recipient });
    await handlers.backupNow({});
    expect([...shelf.files.values()].at(-1)?.lock).toEqual({ kind: 'recipients', recipients: [recipient] });
    const kept = JSON.stringify([audit.entries, ports.memory.get(), ports.settings.get(), vault.snapshot()]);
    expect(kept).not.toContain('five plain words');
    await vault.stop();
  });

  test('is not made of an empty vault', async () => {
    const { handlers, shelf, advance, state, vault } = await daily();
    for (const n of ['1', '2', '3']) await handlers.forget({ token: `ci-${n}` });
    await advance(days(3));
    expect(shelf.files.size).toBe(1);
    expect(state().dueAt).toBeUndefined();
    await vault.stop();
  });
});

test('a vault that is locked, and a backup that a person calls off, are no trouble and are tried again soon', async () => {
  const { shelf, advance, secrets, handlers, inbox, state, vault } = await daily();
  secrets.failure = { code: 'vault-locked' };
  await advance(days(1));
  expect(inbox()).toEqual([]);
  shelf.failure = { code: 'backup-cancelled' };
  secrets.failure = undefined;
  expect(await handlers.backupNow({})).toEqual(failed({ code: 'backup-cancelled' }));
  expect(state().trouble).toBeUndefined();
  shelf.failure = undefined;
  await advance(minutes(6));
  expect(shelf.files.size).toBe(2);
  await vault.stop();
});
