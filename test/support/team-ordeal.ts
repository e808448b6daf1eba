import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { eventually } from './eventually.ts';
import { serveRenewing, type RenewingIssuer } from './issuers/renewing-issuer.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { openMachine, type Machine } from './team-machine.ts';

export interface TeamOrdeal {
  readonly machines: number;
  readonly accounts: number;
  readonly lifeSeconds: number;
  /** The first values live so long: they are given to all before they are renewed. */
  readonly firstSeconds: number;
  readonly seconds: number;
  /** One machine is killed this often, on average. */
  readonly killEverySeconds: number;
  /** One in so many that are killed stays away for longer than its leases last, so that others follow it. */
  readonly oneInStaysAway: number;
  /** When the database ends and begins again, by a power cut and in good order by turns. */
  readonly restartsAt: readonly number[];
  /** A folder in place of the database; then there is nothing to restart. */
  readonly inFolder?: boolean;
}

export interface TeamStory {
  readonly handedOut: number;
  /** Of these, how many did not live when they came. */
  readonly dead: number;
  /** Why there was nothing to hand out, and how often. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly restarts: number;
  /** Refreshes that the issuer refused. One with a refresh token that was spent before ends its family. */
  readonly refused: readonly string[];
  /** By the issuer's log: requests for a refresh, and generations that came of them. */
  readonly requests: number;
  readonly generations: number;
  /** Accounts that all machines hand out at the end, one value for all. */
  readonly alive: number;
  /** The rest: the machine that was given their last value was killed before it could keep it, and says so. */
  readonly lost: readonly string[];
}

/** Whoever asks wants so much life left: a value may not end between being handed out and being looked at. */
const MIN_LIFE_MS = 2000;
/** As long as a lease is held by one who does not come back, and somewhat more. */
const AWAY_MS = 65_000;

/** A real database, a real issuer that ends a family whose refresh token comes twice, and machines that are killed at random. In real time. */
export async function undergoTeam(ordeal: TeamOrdeal): Promise<TeamStory> {
  const root = mkdtempSync(join(tmpdir(), 'tokenkeep-ordeal-'));
  const postgres = ordeal.inFolder === true ? undefined : await startPostgres({ durable: true });
  const issuer = await serveRenewing(ordeal.lifeSeconds);
  const machines = Array.from({ length: ordeal.machines }, (_, n) => openMachine(join(root, `machine-${n}`)));
  try {
    await Promise.all(machines.map((machine) => machine.start()));
    await shareAll(machines, placeOf(postgres, root), issuer, ordeal);
    const told = await live(machines, ordeal, postgres, issuer);
    return { ...told, ...(await judge(machines, ordeal, issuer)) };
  } finally {
    await Promise.all(machines.map(({ kill }) => kill()));
    await postgres?.end();
    await issuer.stop('cut');
    rmSync(root, { recursive: true, force: true });
  }
}

function must<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function placeOf(postgres: Postgres | undefined, root: string) {
  if (postgres === undefined) return { place: { kind: 'folder' as const, path: join(root, 'team') } };
  const { user, host, port, database, password } = postgres;
  const url = `postgres://${user}@${host}:${port}/${database}?sslmode=disable`;
  return { place: { kind: 'postgres' as const, url }, password };
}

/** One member signs in to all accounts and gives them to the team, which all others have joined. */
async function shareAll(
  [first, ...others]: readonly Machine[],
  where: ReturnType<typeof placeOf>,
  issuer: RenewingIssuer,
  { accounts, firstSeconds }: TeamOrdeal,
): Promise<void> {
  if (first === undefined) return;
  must(await first.ask('teamCreate', { name: 'red', person: 'machine 0', ...where }));
  for (const [n, other] of others.entries()) {
    const name = `machine ${n + 1}`;
    const { code } = must(await first.ask('teamInvite', { name, role: 'user' }));
    const pasted = { kind: 'value', text: code, exact: true, confirmed: false } as const;
    const { phrase = '' } = must(await other.ask('teamJoin', { code: pasted, person: name, ...where }));
    must(await first.ask('teamSync', {}));
    const { invitations } = must(await first.ask('teamView', {}));
    const invitation = invitations.find(({ asked }) => asked !== undefined)?.id ?? '';
    must(await first.ask('teamConfirm', { invitation, phrase }));
  }
  for (let n = 0; n < accounts; n += 1) await shareOne(first, issuer, n, firstSeconds);
  for (const other of others) {
    await eventually(async () => must(await other.ask('list', {})).tokens.length === accounts, 60_000);
    // Each person says of their own machine what its tools may have unasked.
    for (let n = 0; n < accounts; n += 1) must(await other.ask('edit', { token: `account-${n}`, policy: 'open' }));
  }
}

async function shareOne(machine: Machine, issuer: RenewingIssuer, n: number, firstSeconds: number): Promise<void> {
  const { access, refresh } = await issuer.account(`user-${n}`, firstSeconds);
  const { id, secret } = issuer.client;
  const pasted = { kind: 'value', text: access, exact: true, confirmed: true } as const;
  const fields = { 'client-id': id, 'client-secret': secret, 'refresh-token': refresh };
  const label = `account-${n}`;
  must(await machine.ask('add', { label, pasted, provider: 'oauth2', host: issuer.base, fields, policy: 'open' }));
  must(await machine.ask('teamShare', { token: label }));
}

type Told = Pick<TeamStory, 'handedOut' | 'dead' | 'refusals' | 'kills' | 'restarts'>;

async function live(
  machines: readonly Machine[],
  ordeal: TeamOrdeal,
  postgres: Postgres | undefined,
  issuer: RenewingIssuer,
): Promise<Told> {
  const begun = Date.now();
  const isOver = (): boolean => Date.now() >= begun + ordeal.seconds * 1000;
  const until = (second: number) => pause(Math.max(0, begun + second * 1000 - Date.now()));
  const told = { handedOut: 0, dead: 0, refusals: {} as Record<string, number>, kills: 0, restarts: 0 };
  const returning: Promise<void>[] = [];

  async function use(machine: Machine): Promise<void> {
    while (!isOver()) {
      await pause(20 + Math.random() * 300);
      if (!machine.isUp()) continue;
      const token = `account-${Math.floor(Math.random() * ordeal.accounts)}`;
      const got = await machine.ask('get', { token, minLifeMs: MIN_LIFE_MS });
      if (got.ok) {
        told.handedOut += 1;
        if (!(await issuer.lives(got.value.value))) told.dead += 1;
      } else {
        told.refusals[got.failure.code] = (told.refusals[got.failure.code] ?? 0) + 1;
      }
    }
  }

  async function killAtRandom(): Promise<void> {
    for (;;) {
      await pause(ordeal.killEverySeconds * 1000 * (0.5 + Math.random()));
      if (isOver()) return;
      const up = machines.filter((machine) => machine.isUp());
      const victim = up[Math.floor(Math.random() * up.length)];
      // Somebody has to be there.
      if (victim === undefined || up.length < machines.length / 2) continue;
      await victim.kill();
      told.kills += 1;
      const away = told.kills % ordeal.oneInStaysAway === 0 ? AWAY_MS : Math.random() * 2000;
      returning.push(pause(away).then(() => victim.start()));
    }
  }

  async function restart(): Promise<void> {
    for (const [n, second] of ordeal.restartsAt.entries()) {
      await until(second);
      await postgres?.stop(n % 2 === 0 ? 'crash' : 'fast');
      await pause(500);
      await postgres?.start();
      told.restarts += 1;
    }
  }

  await Promise.all([...machines.map(use), killAtRandom(), restart()]);
  await Promise.all(returning);
  return told;
}

/** All have come back, and whoever held something has had the time to tell it. */
async function judge(
  machines: readonly Machine[],
  { accounts }: TeamOrdeal,
  issuer: RenewingIssuer,
): Promise<Omit<TeamStory, keyof Told>> {
  await Promise.all(machines.map((machine) => machine.ask('teamSync', {})));
  const lost: string[] = [];
  let alive = 0;
  for (let n = 0; n < accounts; n += 1) {
    const said = await agreedOn(machines, `account-${n}`);
    if (said.value !== undefined && (await issuer.lives(said.value))) alive += 1;
    else lost.push(`account-${n}: ${said.codes.join(', ')}`);
  }
  const { refusals: refused, rotations } = issuer;
  return { refused, requests: issuer.posts(), generations: rotations.length, lost, alive };
}

/** One value that all hand out. Two looks, since the first may come while it is renewed. */
async function agreedOn(machines: readonly Machine[], token: string) {
  for (let look = 1; ; look += 1) {
    const got = await Promise.all(machines.map((machine) => machine.ask('get', { token, minLifeMs: MIN_LIFE_MS })));
    const values = new Set(got.map((one) => (one.ok ? one.value.value : '')));
    const [value] = values;
    const codes = [...new Set(got.flatMap((one) => (one.ok ? [] : [one.failure.code])))];
    if (values.size === 1 && value !== '') return { value, codes };
    if (look === 3) return { value: undefined, codes };
    await pause(1000);
  }
}
