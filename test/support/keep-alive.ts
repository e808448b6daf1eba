import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { tokenkeepAt, type Tokenkeep } from '../cli/run-tokenkeep.ts';
import type { RenewingIssuer } from './issuers/renewing-issuer.ts';

export interface Ordeal {
  readonly accounts: number;
  readonly seconds: number;
  /** When the issuer is started anew, and from when to when it is away. */
  readonly restartsAt: readonly number[];
  readonly outage: readonly [number, number];
}

interface Listed {
  readonly name: string;
  readonly state: string;
  readonly renews: string;
}

/** Signs accounts in at an issuer and gives them to the app that holds this home, if one does. */
export async function keepAccounts(
  home: string,
  issuer: RenewingIssuer,
  count: number,
  firstSeconds?: number,
): Promise<void> {
  const tokenkeep = tokenkeepAt(home);
  const fields = ['client-id', 'client-secret', 'refresh-token'].flatMap((field) => ['--field', field]);
  for (let n = 0; n < count; n += 1) {
    const { access, refresh } = await issuer.account(`user-${n}`, firstSeconds);
    const stdin = [access, issuer.client.id, issuer.client.secret, refresh].join('\n');
    const added = await tokenkeep(['add', `account-${n}`, '--provider', 'oauth2', '--host', issuer.base, ...fields], {
      stdin,
    });
    expect(added).toMatchObject({ status: 0 });
  }
}

/** In real time: an issuer that is restarted and goes away, while an app keeps accounts alive. Answers the states that were ever seen. */
export async function undergo(home: string, issuer: RenewingIssuer, ordeal: Ordeal): Promise<ReadonlySet<string>> {
  const tokenkeep = tokenkeepAt(home);
  const seen = new Set<string>();
  const begun = Date.now();
  const until = (second: number) => pause(Math.max(0, begun + second * 1000 - Date.now()));
  const [away, back] = ordeal.outage;
  const events: (readonly [number, () => Promise<void>])[] = [
    ...ordeal.restartsAt.map((second) => [second, async () => (await issuer.stop(), issuer.start())] as const),
    [away, () => issuer.stop()],
    [back, () => issuer.start()],
  ];
  for (const [second, act] of events.sort(([one], [other]) => one - other)) {
    await until(second);
    if (second < away || second > back) for (const { state } of await listOf(tokenkeep)) seen.add(state);
    await act();
  }
  await until(ordeal.seconds);
  for (const { state } of await listOf(tokenkeep)) seen.add(state);
  return seen;
}

async function listOf(tokenkeep: Tokenkeep): Promise<readonly Listed[]> {
  return JSON.parse((await tokenkeep(['list', '--json'])).stdout) as readonly Listed[];
}

/** Every account can be used and no family was ended; each was refreshed as often as its life asks for, and no oftener. */
export async function expectAllAlive(
  home: string,
  issuer: RenewingIssuer,
  ordeal: Ordeal,
  everySeconds: number,
): Promise<void> {
  const tokenkeep = tokenkeepAt(home);
  const requests = issuer.posts();
  const rotated = issuer.rotations.slice();
  expect(issuer.refusals).toEqual([]);
  expect(requests).toBe(rotated.length);
  for (let n = 0; n < ordeal.accounts; n += 1) {
    const got = await tokenkeep(['get', `account-${n}`]);
    expect(got).toMatchObject({ status: 0 });
    expect(await issuer.lives(got.stdout.trim())).toBe(true);
    const times = rotated.filter(({ account }) => account === `user-${n}`).map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
    // The issuer tells lives in whole seconds.
    expect(Math.min(...gaps)).toBeGreaterThan((everySeconds - 1.5) * 1000);
    const awaySeconds = ordeal.outage[1] - ordeal.outage[0];
    expect(times.length).toBeGreaterThanOrEqual(Math.floor((ordeal.seconds - 2 * awaySeconds) / (everySeconds + 1)));
    expect(times.length).toBeLessThanOrEqual(Math.ceil(ordeal.seconds / (everySeconds - 1)));
  }
}
