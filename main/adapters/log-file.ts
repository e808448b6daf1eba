import { appendFile, chmod, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log } from '../domain/ports.ts';
import { isoOf } from '../../shared/time.ts';
import { systemClock } from './clock.ts';
import { redact } from './redact.ts';

const MOST_BYTES = 1_048_576;
const MOST_WAITING = 1000;
const MOST_CHARACTERS = 2000;

/**
 * JSON lines in `tokenkeep.log`; at 1 MiB it becomes `tokenkeep.1.log`, and that one `tokenkeep.2.log`. Noting returns at once and never
 * fails: where the disk is too slow or full, lines are lost and counted, and the program goes on.
 */
export function openLog(folder: string, clock: Clock = systemClock): Log {
  const at = (mark: string): string => join(folder, `tokenkeep${mark}.log`);
  let waiting: string[] = [];
  let dropped = 0;
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const lines = waiting.join('');
      waiting = [];
      try {
        await append(lines);
      } catch {
        dropped += 1;
      }
    }
    running = false;
  };
  const append = async (lines: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { size } = await stat(at('')).catch(() => ({ size: 0 }));
    if (size + lines.length > MOST_BYTES && size > 0) {
      await rename(at('.1'), at('.2')).catch(() => undefined);
      await rename(at(''), at('.1'));
    }
    await appendFile(at(''), lines, { mode: 0o600 });
    if (size === 0) await chmod(at(''), 0o600);
  };
  return {
    note(event, fields = {}) {
      if (waiting.length >= MOST_WAITING) {
        dropped += 1;
        return;
      }
      waiting.push(spell(clock, event, dropped === 0 ? fields : { ...fields, dropped }));
      dropped = 0;
      if (!running) void run();
    },
  };
}

function spell(clock: Clock, event: string, fields: Readonly<Record<string, string | number | boolean>>): string {
  const safe = Object.entries(fields).map(([key, value]): [string, string | number | boolean] => [
    key,
    typeof value === 'string' ? redact(value.slice(0, MOST_CHARACTERS)) : value,
  ]);
  return `${JSON.stringify({ at: isoOf(clock.now()), event: redact(event), ...Object.fromEntries(safe) })}\n`;
}
