import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from '../../shared/time.ts';
import type { Posted, Webhook } from '../../main/domain/webhook-port.ts';
import { aVault } from './a-vault.ts';

const URL = 'https://hooks.example.org/tokenkeep';
const KEY = `not-a-key-${'0'.repeat(12)}`;

/** A vault with a token that expires in an hour, and an address that takes what is posted while it is up. */
async function begin() {
  const posted: Posted[] = [];
  const receiver = { isUp: true };
  const webhook: Webhook = {
    async post(one) {
      if (receiver.isUp) posted.push(one);
      return receiver.isUp;
    },
  };
  const world = aVault(undefined, undefined, {}, { webhook });
  const { vault } = world;
  const set = (key: string, value: string) => vault.handlers.set({ key, value });
  const turnOn = async (): Promise<void> => {
    await set('webhook', URL);
    await set('webhookKey', 'hook-key');
    await world.advance(seconds(2));
  };
  const soon = (ms: number): string => new Date(world.clock.now() + ms).toISOString();
  await world.add('hook-key', KEY, { provider: 'other' });
  await vault.start();
  const bodies = () => posted.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { ...world, posted, receiver, set, turnOn, soon, bodies };
}

describe('a notice', () => {
  test('is posted once, with names and dates, signed with the value that the person chose, and never with a value', async () => {
    const { add, turnOn, soon, posted, bodies, advance } = await begin();
    await turnOn();
    await add('ci', `${KEY}-of-ci`, { provider: 'other', expires: soon(hours(2)) });
    await advance(days(1));
    expect(bodies().map(({ kind, name }) => [kind, name])).toEqual([
      ['expiring', 'ci'],
      ['expired', 'ci'],
    ]);
    expect(new Set(posted.map(({ id }) => id)).size).toBe(2);
    expect(posted[0]).toMatchObject({ url: URL });
    expect(posted[0]?.key.use((text) => text)).toBe(KEY);
    expect(JSON.stringify(posted)).not.toContain('not-a-key');
  });

  test('that was not taken is tried again, over a restart too, less and less often', async () => {
    const { add, turnOn, soon, receiver, posted, advance, vault, open, ports } = await begin();
    await turnOn();
    receiver.isUp = false;
    await add('ci', `${KEY}-of-ci`, { provider: 'other', expires: soon(minutes(90)) });
    await advance(hours(1));
    expect(posted).toEqual([]);
    expect(ports.memory.get().posting?.misses).toBeGreaterThan(3);
    await vault.stop();
    receiver.isUp = true;
    const again = open();
    await again.start();
    await again.settled();
    await advance(hours(2));
    await again.settled();
    expect(posted.map(({ body }) => body.includes('"expiring"'))).toContain(true);
  });

  test('from before there was an address, or older than three days, is not posted', async () => {
    const { add, turnOn, soon, receiver, posted, advance } = await begin();
    await add('old', `${KEY}-old`, { provider: 'other', expires: soon(minutes(30)) });
    await advance(hours(1));
    await turnOn();
    expect(posted).toEqual([]);
    receiver.isUp = false;
    await add('ci', `${KEY}-of-ci`, { provider: 'other', expires: soon(minutes(30)) });
    await advance(days(4));
    receiver.isUp = true;
    await advance(days(1));
    expect(posted).toEqual([]);
  });
});

test('with no address, or no key, nothing is posted', async () => {
  const { add, set, soon, posted, advance } = await begin();
  await set('webhook', URL);
  await add('ci', `${KEY}-of-ci`, { provider: 'other', expires: soon(minutes(30)) });
  await advance(hours(2));
  expect(posted).toEqual([]);
});

test('an address that is neither https nor on this machine is refused', async () => {
  const { set } = await begin();
  const taken = async (value: string) => (await set('webhook', value)).ok;
  expect(await Promise.all(['https://a.example/x', 'http://127.0.0.1:8080/x', 'off'].map(taken))).toEqual([
    true,
    true,
    true,
  ]);
  const bad = ['http://a.example/', 'https://me:pw@a.example/', 'https://a.example/?key=1', 'ftp://a.example/', 'x'];
  expect(await Promise.all(bad.map(taken))).toEqual(bad.map(() => false));
});
