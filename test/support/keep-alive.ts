import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { tokenkeepAt } from '../cli/run-tokenkeep.ts';
import type { RenewingIssuer } from './issuers/renewing-issuer.ts';

export interface Ordeal {
  readonly accounts: number;
  readonly seconds: number;
  /** When the issuer is started anew, and from when to when it is away. */
  readonly restartsAt: readonly number[];
  readonly outage: readonly [number, number];
}

interface Listed {
  readonly state: string;
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
    const about = ['--provider', 'oauth2', '--host', issuer.base, '--policy', 'open'];
    const added = await tokenkeep(['add', `account-${n}`, ...about, ...fields], { stdin });
    expect(added).toMatchObject({ status: 0 });
  }
}

export interface Undergone {
  /** Every state that was ever seen. */
  readonly seen: ReadonlySet<string>;
  /** From when to when nobody listened. */
  readonly silences: readonly (readonly [number, number])[];
}

/** In real time: an issuer that is restarted and goes away, while an app keeps accounts alive. */
export async function undergo(home: string, issuer: RenewingIssuer, ordeal: Ordeal): Promise<Undergone> {
  const seen = new Set<string>();
  const silences: (readonly [number, number])[] = [];
  const begun = Date.now();
  const until = (second: number) => pause(Math.max(0, begun + second * 1000 - Date.now()));
  const silentUntil = async (back: number): Promise<void> => {
    const from = Date.now();
    await issuer.stop();
    await until(back);
    await issuer.start();
    silences.push([from, Date.now()]);
  };
  const watch = new AbortController();
  const watching = lookOn(home, seen, watch.signal);
  const [away, back] = ordeal.outage;
  const events = [...ordeal.restartsAt.map((second) => [second, second] as const), [away, back] as const];
  for (const [from, to] of events.sort(([one], [other]) => one - other)) {
    await until(from);
    await silentUntil(to);
  }
  await until(ordeal.seconds);
  watch.abort();
  await watching;
  return { seen, silences };
}

async function lookOn(home: string, seen: Set<string>, ending: AbortSignal): Promise<void> {
  const tokenkeep = tokenkeepAt(home);
  while (!ending.aborted) {
    const listed = JSON.parse((await tokenkeep(['list', '--json'])).stdout) as readonly Listed[];
    for (const { state } of listed) seen.add(state);
    await pause(1000, undefined, { signal: ending }).catch(() => undefined);
  }
}

interface Pace {
  readonly lifeSeconds: number;
  /** How long after a renewal the next is due. */
  readonly everySeconds: number;
}

/** Every account can be used and no family was ended; each was refreshed when its life asked for it, no oftener, and always in time. */
export async function expectAllAlive(
  home: string,
  issuer: RenewingIssuer,
  { accounts }: Ordeal,
  { silences }: Undergone,
  pace: Pace,
): Promise<void> {
  const tokenkeep = tokenkeepAt(home);
  const [requests, rotated] = [issuer.posts(), issuer.rotations.slice()];
  expect(issuer.refusals).toEqual([]);
  expect(requests).toBe(rotated.length);
  for (let n = 0; n < accounts; n += 1) {
    const got = await tokenkeep(['get', `account-${n}`]);
    expect(got).toMatchObject({ status: 0 });
    expect(await issuer.lives(got.stdout.trim())).toBe(true);
    const times = rotated.filter(({ account }) => account === `user-${n}`).map(({ at }) => at);
    expect(times.length).toBeGreaterThan(2);
    for (const [i, at] of times.entries()) expectInTime(at, times[i + 1] ?? Date.now(), silences, pace);
  }
}

/** The issuer tells lives in whole seconds, so that a renewal may come up to one earlier. */
function expectInTime(from: number, to: number, silences: Undergone['silences'], pace: Pace): void {
  const gap = (to - from) / 1000;
  const isLast = Date.now() - to < 1000;
  const due = from + (pace.everySeconds - 1.5) * 1000;
  const wasSilent = silences.some(([gone, back]) => gone <= to && back >= due);
  if (!isLast) expect(gap).toBeGreaterThan(pace.everySeconds - 1.5);
  expect(gap).toBeLessThan(wasSilent ? pace.lifeSeconds : pace.everySeconds + 2);
}
