import { describe, expect, test } from 'vitest';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { days, hours, minutes } from '../../shared/time.ts';
import type { UpdateFailure, UpdatesOff } from '../../shared/update.ts';
import { VAULT_FORMAT } from '../../shared/version.ts';
import type { Offer, Updates } from '../../main/domain/update-port.ts';
import { aVault } from './a-vault.ts';

/** A feed that offers what a test says, and counts what is asked of it. */
function aFeed(off?: UpdatesOff) {
  const feed = {
    offer: undefined as Offer | undefined,
    trouble: undefined as UpdateFailure | undefined,
    fetched: done as Result<void, UpdateFailure>,
    looks: 0,
    installs: 0,
  };
  const updates: Updates = {
    off: () => off,
    async look() {
      feed.looks += 1;
      return feed.trouble === undefined ? succeeded(feed.offer) : failed(feed.trouble);
    },
    fetch: async () => feed.fetched,
    async install() {
      feed.installs += 1;
      return done;
    },
  };
  return { feed, updates };
}

async function begin(off?: UpdatesOff) {
  const { feed, updates } = aFeed(off);
  const world = aVault(undefined, undefined, {}, { updates });
  const { handlers } = world.vault;
  const start = async (): Promise<void> => {
    await world.vault.start();
    await world.vault.settled();
  };
  const update = async (act: 'look' | 'install') => {
    const answer = await handlers.update({ act });
    return answer.ok ? answer.value : answer.failure;
  };
  return { ...world, feed, start, update, inbox: () => world.ports.memory.get().notices.map(({ what }) => what) };
}

const newer = { version: '0.2.0', format: VAULT_FORMAT };

describe('a newer version', () => {
  test('is looked for once a day, told once, and is not put in place by itself', async () => {
    const { feed, start, advance, inbox, vault } = await begin();
    await start();
    // A start has better things to do.
    expect(feed.looks).toBe(0);
    await advance(minutes(11));
    expect([feed.looks, inbox()]).toEqual([1, []]);
    feed.offer = newer;
    await advance(days(1) + minutes(1));
    expect(feed.looks).toBe(2);
    expect(inbox()).toEqual([{ kind: 'update', label: 'Tokenkeep 0.2.0', oneWay: false }]);
    await advance(days(3));
    expect(inbox()).toHaveLength(1);
    expect(feed.installs).toBe(0);
    expect(vault.snapshot().update).toEqual({ kind: 'ready', version: '0.2.0', oneWay: false, waits: false });
  });

  test('says where it cannot be gone back from', async () => {
    const { feed, update, inbox } = await begin();
    feed.offer = { version: '1.0.0', format: VAULT_FORMAT + 1 };
    expect(await update('look')).toMatchObject({ kind: 'ready', oneWay: true });
    expect(inbox()).toMatchObject([{ oneWay: true }]);
  });

  test('waits until the last act at an issuer is over', async () => {
    const { vault, feed, start, update, add, advance, ports, clock } = await begin();
    await start();
    feed.offer = newer;
    const view = await add('ci', 'not-a-value-000', { provider: 'other' });
    // Its answer is lost, and whether it happened cannot be asked for now.
    vault.online(false);
    const entry = {
      id: 'e',
      token: view.token.id,
      act: 'rotate',
      step: 'sent',
      at: clock.now(),
      generation: 1,
    } as const;
    await ports.journal.put(entry);
    expect(await update('install')).toMatchObject({ kind: 'ready', waits: true });
    await advance(minutes(10));
    expect(feed.installs).toBe(0);
    await ports.journal.close('e');
    await advance(minutes(1));
    expect(feed.installs).toBe(1);
  });

  test('that is not from whoever made this one is refused, and nothing is offered', async () => {
    const { feed, update, inbox, vault } = await begin();
    feed.trouble = { code: 'update-untrusted', version: '0.2.0', why: 'signature' };
    expect(await update('look')).toEqual(feed.trouble);
    feed.trouble = undefined;
    feed.offer = newer;
    feed.fetched = failed({ code: 'update-untrusted', version: '0.2.0', why: 'hash' });
    expect(await update('install')).toMatchObject({ code: 'update-untrusted', why: 'hash' });
    expect([feed.installs, inbox()]).toEqual([0, []]);
    expect(vault.snapshot().update).toEqual({ kind: 'failed', code: 'update-untrusted' });
  });

  test('is looked for again some hours after a feed that did not answer, and no sooner', async () => {
    const { feed, start, advance } = await begin();
    feed.trouble = { code: 'update-unreachable', reason: 'ENOTFOUND' };
    await start();
    await advance(minutes(11));
    expect(feed.looks).toBe(1);
    await advance(hours(3));
    expect(feed.looks).toBe(1);
    await advance(hours(2));
    expect(feed.looks).toBe(2);
  });
});

test('a copy that the system updates never looks', async () => {
  const { feed, start, update, vault, advance } = await begin('system-package');
  await start();
  await advance(days(2));
  expect(await update('look')).toEqual({ code: 'updates-off', why: 'system-package' });
  expect(feed.looks).toBe(0);
  expect(vault.snapshot().update).toEqual({ kind: 'off', why: 'system-package' });
});

test('turned off, it looks only when a person asks', async () => {
  const { feed, start, update, vault, advance } = await begin();
  await vault.handlers.set({ key: 'updates', value: 'off' });
  await start();
  await advance(days(2));
  expect(feed.looks).toBe(0);
  feed.offer = newer;
  expect(await update('look')).toMatchObject({ kind: 'ready' });
});
