import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Seat } from '../domain/ports-team.ts';
import { unwritable } from './file-reason.ts';
import { machineId } from './machine-mark.ts';
import { parseJson } from './parse-json.ts';

const word = z.string().min(1).max(100);
const kept = z.object({ id: word, place: word, instances: z.array(word).max(100) });

/** Earlier starts that may still be known to a store as holders of something. */
const REMEMBERED = 16;

/**
 * This start of this home. Only whoever holds the vault's lock asks: then all earlier starts are over, as long as they were here. A home that was copied to
 * another machine or folder keeps its id, and follows nobody.
 */
export function openSeat(folder: string): Result<Omit<Seat, 'label'>, FileFailure> {
  const path = join(folder, 'team-seat.json');
  const place = placeOf(folder);
  const before = readBefore(path);
  const follows = before?.place === place ? before.instances : [];
  const [id, instance] = [before?.id ?? drawn(), drawn()];
  try {
    const next = { id, place, instances: [...follows, instance].slice(-REMEMBERED) };
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    return failed(unwritable(path, error));
  }
  return succeeded({ id, instance, follows });
}

const drawn = (): string => randomBytes(16).toString('hex');

/** One that is damaged is as good as none: then a seat of its own is taken, and nothing that was held is followed. */
function readBefore(path: string): z.output<typeof kept> | undefined {
  try {
    const read = kept.safeParse(parseJson(readFileSync(path)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Where a home lies, on which machine: a digest, since others may see the file. */
function placeOf(folder: string): string {
  const parts = [hostname(), machineId(), realpathSync(folder)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
