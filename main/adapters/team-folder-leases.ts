import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TeamRaceFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { RecordId } from '../../shared/team-ids.ts';
import { duration, instant, later, type Duration, type Instant } from '../../shared/time.ts';
import type { Clock } from '../domain/ports.ts';
import type { Seat, TeamLease } from '../domain/ports-team.ts';
import { livingHolder } from './lock-record.ts';
import { parseJson } from './parse-json.ts';
import { readPlain } from './plain-read.ts';
import { ownStart } from './process-start.ts';
import { writeWhole } from './team-folder-files.ts';

const text = z.string().max(200);

const claimSchema = z.object({
  seat: text,
  instance: text,
  fence: z.int().min(1),
  machine: text,
  pid: z.int().min(1),
  started: text,
  /** All by the holder's own clock. */
  at: z.number(),
  /** From when on the holder may act: a claim has to be seen first. */
  goodAt: z.number(),
  until: z.number(),
  /** Given back. Its holder is still the one who has the first right to it. */
  free: z.boolean(),
  /** Of the seat, sealed. */
  label: z.string().max(10_000),
  doubts: z.array(z.object({ instance: text, where: z.string().max(10_000) })).max(100),
});
type Claim = z.output<typeof claimSchema>;

interface Here {
  readonly folder: string;
  /** Tells this machine from others. */
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
  /** How long a claim needs to be seen by all other machines. */
  readonly handOver: Duration;
  /** Whether any other machine has ever been in this folder. */
  othersKnown(): Promise<boolean>;
}

type Race = TeamRaceFailure;
type Given = Result<TeamLease, Race>;

/**
 * Leases as files. On one machine the lock around these calls makes them exact, and a holder that died is followed at once. Between machines a
 * folder has no clock and no judge: whoever held last has the duty, and another machine takes over only when that one was silent for its whole
 * lease, and then waits once more, so that a claim made at the same time elsewhere has arrived. Of two such claims the smaller seat's counts.
 */
export function createFolderLeases({ folder, machine, clock, handOver, othersKnown }: Here) {
  /** Claims of other machines, and since when they look as they do: another's clock is not believed. */
  const seen = new Map<string, { readonly look: string; readonly since: Instant }>();

  /** The one that counts comes first. */
  async function claims(name: RecordId): Promise<readonly Claim[]> {
    const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}.`));
    const found: Claim[] = files.flatMap((file) => {
      const read = readPlain(join(folder, file));
      const claim = claimSchema.safeParse(read.kind === 'read' ? parseJson(read.bytes) : undefined);
      return claim.success ? [claim.data] : [];
    });
    return found.sort((one, other) => other.fence - one.fence || (one.seat < other.seat ? -1 : 1));
  }

  async function isGone({ pid, started, instance }: Claim): Promise<boolean> {
    return (await livingHolder({ kind: 'record', record: { pid, started, mark: instance } })) === undefined;
  }

  /** From when on another seat may have it; undefined where that is now. */
  async function heldUntil(name: RecordId, claim: Claim, { follows }: Seat): Promise<Instant | undefined> {
    const now = clock.now();
    if (follows.includes(claim.instance)) return undefined;
    if (claim.machine === machine) {
      const isOver = claim.free || claim.until <= now || (await isGone(claim));
      return isOver ? undefined : instant(claim.until);
    }
    const look = JSON.stringify(claim);
    const known = seen.get(name);
    const since = known?.look === look ? known.since : now;
    seen.set(name, { look, since });
    const length = claim.free ? 0 : claim.until - claim.at;
    const silent = later(since, duration(length + handOver));
    return silent <= now ? undefined : silent;
  }

  async function give(name: RecordId, claim: Claim, before: readonly Claim[]): Promise<Given> {
    await writeWhole(folder, fileOf(name, claim), Buffer.from(JSON.stringify(claim)));
    const isPast = ({ fence }: Claim) => fence < claim.fence;
    for (const each of before.filter(isPast)) await rm(join(folder, fileOf(name, each)), { force: true });
    return claim.goodAt <= clock.now() ? succeeded(leaseOf(name, claim)) : failed(heldBy(claim, instant(claim.goodAt)));
  }

  function claimOf({ id, instance, label }: Seat, before: Claim | undefined, length: Duration, goodAt: Instant): Claim {
    const now = clock.now();
    const isSame = before !== undefined && !before.free && before.seat === id && before.instance === instance;
    return {
      seat: id,
      instance,
      fence: (before?.fence ?? 0) + (isSame ? 0 : 1),
      machine,
      pid: process.pid,
      started: ownStart(),
      at: now,
      goodAt,
      until: Math.max(now, goodAt) + length,
      free: false,
      label,
      doubts: isSame ? before.doubts : doubtsAfter(before),
    };
  }

  async function isStill(lease: TeamLease): Promise<Claim | undefined> {
    const [counts] = await claims(lease.name);
    const isOurs =
      counts?.fence === lease.fence && counts.seat === lease.seat && counts.instance === lease.instance && !counts.free;
    return isOurs ? counts : undefined;
  }

  return {
    async take(name: RecordId, seat: Seat, length: Duration): Promise<Given> {
      const all = await claims(name);
      const [counts] = all;
      const now = clock.now();
      const seenAt = later(now, handOver);
      if (counts === undefined)
        return give(name, claimOf(seat, undefined, length, (await othersKnown()) ? seenAt : now), all);
      const isOwn = counts.seat === seat.id && counts.instance === seat.instance;
      const held = isOwn ? undefined : await heldUntil(name, counts, seat);
      if (held !== undefined) return failed(heldBy(counts, held));
      // A claim that is not good yet is not good for its heir on this machine either.
      const goodAt = counts.machine === machine ? instant(counts.goodAt) : seenAt;
      return give(name, claimOf(seat, counts, length, goodAt), all);
    },

    /** What it holds was written under it: nothing is in doubt any more. */
    async settled(lease: TeamLease): Promise<void> {
      const claim = await isStill(lease);
      if (claim !== undefined && claim.doubts.length > 0) await give(lease.name, { ...claim, doubts: [] }, []);
    },

    /** Whether it is still good; asked under the lock, in the same step as what is done under it. */
    holds: async (lease: TeamLease): Promise<boolean> => (await isStill(lease)) !== undefined,

    async renew(lease: TeamLease, length: Duration): Promise<Given> {
      const claim = await isStill(lease);
      if (claim === undefined) return failed({ code: 'team-fenced' });
      const now = clock.now();
      return give(lease.name, { ...claim, at: now, until: now + length }, []);
    },

    async release(lease: TeamLease): Promise<Result<void, Race>> {
      const claim = await isStill(lease);
      if (claim === undefined) return done;
      const given = await give(lease.name, { ...claim, free: true, until: clock.now() }, []);
      return given.ok ? done : given;
    },
  };
}

const MOST_DOUBTS = 100;

/** Whoever did not give it back may have had a new value and not brought it. */
function doubtsAfter(before: Claim | undefined): Claim['doubts'] {
  if (before === undefined) return [];
  const doubts = before.free ? [] : [{ instance: before.instance, where: before.label }];
  return [...before.doubts, ...doubts].slice(-MOST_DOUBTS);
}

const heldBy = ({ seat, label }: Claim, until: Instant): TeamRaceFailure => ({
  code: 'team-lease-held',
  holder: seat,
  where: label,
  until,
});

const fileOf = (name: RecordId, { fence, seat }: Claim): string => `${name}.${fence}.${seat}.json`;

const leaseOf = (name: RecordId, { seat, instance, fence, until, doubts }: Claim): TeamLease => ({
  name,
  seat,
  instance,
  fence,
  until: instant(until),
  doubts,
});
