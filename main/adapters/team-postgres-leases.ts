import type { TeamRaceFailure, TeamStoreFailure } from '../../shared/failure-team.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { recordId, type TeamId } from '../../shared/team-ids.ts';
import { instant, type Duration } from '../../shared/time.ts';
import { z } from 'zod';
import type { LeaseDoubt, TeamLease, TeamStore } from '../domain/ports-team.ts';
import type { PostgresLink } from './team-postgres-link.ts';

type Row = Readonly<Record<string, unknown>>;
type Answer<T> = Result<T, TeamStoreFailure | TeamRaceFailure>;

/** Leases as rows, by the server's clock. Each step is one statement, and its row lock the only judge. */
export function postgresLeases(
  link: PostgresLink,
  team: TeamId,
): Pick<TeamStore, 'take' | 'renew' | 'release' | 'sit'> {
  const { schema } = link;
  const [take, sit] = [takeText(schema), sitText(schema)];

  async function holderOf(name: string): Promise<Answer<never>> {
    const asked = await link.query(
      `select seat, label, ${MILLISECONDS} from ${schema}.leases where team = $1 and name = $2`,
      [team, name],
    );
    if (!asked.ok) return asked;
    const [row] = asked.value;
    const [holder, where] = [String(row?.['seat'] ?? ''), String(row?.['label'] ?? '')];
    return failed({ code: 'team-lease-held', holder, where, until: instant(Number(row?.['until'] ?? 0)) });
  }

  return {
    async take(name, { id, instance, label, follows }, length) {
      const asked = await link.query(take, [team, name, id, instance, label, length, [...follows]]);
      if (!asked.ok) return asked;
      const [row] = asked.value;
      return row === undefined ? holderOf(name) : succeeded(leaseOf(row, { name, seat: id, instance }));
    },

    async renew(lease, length) {
      const asked = await link.query(
        `update ${schema}.leases set until = clock_timestamp() + ${LENGTH('$5')}
        where team = $1 and name = $2 and instance = $3 and fence = $4 returning fence, doubts, ${MILLISECONDS}`,
        [team, lease.name, lease.instance, lease.fence, length],
      );
      if (!asked.ok) return asked;
      const [row] = asked.value;
      return row === undefined ? failed({ code: 'team-fenced' }) : succeeded(leaseOf(row, lease));
    },

    async release({ name, instance, fence }) {
      const asked = await link.query(
        `update ${schema}.leases set instance = null, until = clock_timestamp()
        where team = $1 and name = $2 and instance = $3 and fence = $4`,
        [team, name, instance, fence],
      );
      return asked.ok ? done : asked;
    },

    async sit({ id, instance, label, follows }, length: Duration) {
      const asked = await link.query(sit, [team, id, instance, label, length, [...follows]]);
      if (!asked.ok) return asked;
      if (asked.value.length > 0) return done;
      const other = await link.query(`select label from ${schema}.seats where team = $1 and seat = $2`, [team, id]);
      return other.ok ? failed({ code: 'team-seat-taken', where: String(other.value[0]?.['label'] ?? '') }) : other;
    },
  };
}

const MILLISECONDS = `extract(epoch from until) * 1000 as until`;
const LENGTH = (parameter: string): string => `${parameter} * interval '1 millisecond'`;

const doubts = z.array(z.object({ instance: z.string(), where: z.string() }));

function leaseOf(row: Row, { name, seat, instance }: Pick<TeamLease, 'name' | 'seat' | 'instance'>): TeamLease {
  const read = doubts.safeParse(row['doubts']);
  // What cannot be read is a doubt all the same.
  const found: readonly LeaseDoubt[] = read.success ? read.data : [{ instance: '', where: '' }];
  return {
    name: recordId(name),
    seat,
    instance,
    fence: Number(row['fence']),
    until: instant(Math.floor(Number(row['until']))),
    doubts: found,
  };
}

const takeText = (schema: string): string => `
  insert into ${schema}.leases as l (team, name, fence, seat, instance, label, until)
  values ($1, $2, 1, $3, $4, $5, clock_timestamp() + ${LENGTH('$6')})
  on conflict (team, name) do update set
    fence = case when l.instance = excluded.instance then l.fence else l.fence + 1 end,
    doubts = case when l.instance is null or l.instance = excluded.instance then l.doubts
      else l.doubts || jsonb_build_array(jsonb_build_object('instance', l.instance, 'where', l.label)) end,
    seat = excluded.seat, instance = excluded.instance, label = excluded.label, until = excluded.until
  where l.instance is null or l.instance = excluded.instance or l.instance = any($7::text[]) or l.until <= clock_timestamp()
  returning fence, doubts, ${MILLISECONDS}`;

const sitText = (schema: string): string => `
  insert into ${schema}.seats as s (team, seat, instance, label, until)
  values ($1, $2, $3, $4, clock_timestamp() + ${LENGTH('$5')})
  on conflict (team, seat) do update set instance = excluded.instance, label = excluded.label, until = excluded.until
  where s.instance = excluded.instance or s.instance = any($6::text[]) or s.until <= clock_timestamp()
  returning 1`;
