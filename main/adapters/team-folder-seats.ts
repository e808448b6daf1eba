import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TeamRaceFailure } from '../../shared/failure-team.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Clock } from '../domain/ports.ts';
import type { Seat } from '../domain/ports-team.ts';
import { livingHolder } from './lock-record.ts';
import { parseJson } from './parse-json.ts';
import { readPlain } from './plain-read.ts';
import { ownStart } from './process-start.ts';
import { writeWhole } from './team-folder-files.ts';

const text = z.string().max(200);
const sittingSchema = z.object({
  seat: text,
  instance: text,
  machine: text,
  pid: z.int().min(1),
  started: text,
  until: z.number(),
  /** Sealed: the machine's name. */
  label: z.string().max(10_000),
});
type Sitting = z.output<typeof sittingSchema>;

interface Here {
  readonly folder: string;
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Who runs now, one file for each. */
export function createFolderSeats({ folder, machine, clock }: Here) {
  async function all(): Promise<readonly (Sitting & { readonly file: string })[]> {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    return files.flatMap((file) => {
      const read = readPlain(join(folder, file));
      const sitting = sittingSchema.safeParse(read.kind === 'read' ? parseJson(read.bytes) : undefined);
      return sitting.success ? [{ ...sitting.data, file }] : [];
    });
  }

  async function isThere({ machine: where, pid, started, instance, until }: Sitting): Promise<boolean> {
    if (where !== machine) return until > clock.now();
    return (await livingHolder({ kind: 'record', record: { pid, started, mark: instance } })) !== undefined;
  }

  return {
    othersKnown: async (): Promise<boolean> => (await all()).some((each) => each.machine !== machine),

    async sit({ id, instance, label, follows }: Seat, length: Duration): Promise<Result<void, TeamRaceFailure>> {
      for (const other of await all()) {
        if (other.seat !== id || other.instance === instance) continue;
        const isOver = follows.includes(other.instance);
        if (!isOver && (await isThere(other))) return failed({ code: 'team-seat-taken', where: other.label });
        await rm(join(folder, other.file), { force: true });
      }
      const until = clock.now() + length;
      const sitting: Sitting = { seat: id, instance, machine, pid: process.pid, started: ownStart(), until, label };
      await writeWhole(folder, `${id}.${instance}.json`, Buffer.from(JSON.stringify(sitting)));
      return done;
    },
  };
}
