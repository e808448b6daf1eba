import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditLog, type OpenedAudit } from '../../main/adapters/audit-file.ts';
import { systemClock, systemTimer } from '../../main/adapters/clock.ts';
import { tokenId } from '../../shared/token.ts';
import { memorySecrets } from '../support/memory-ports.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';

const ENTRIES = 80;
const TURNS = 10;
const WRITERS = 8;
const LONG = 100_000;
const RUNS = 7;

const token = tokenId('00000000-0000-4000-8000-000000000000');
const entry = (n: number) => ({
  at: systemClock.now(),
  act: 'get',
  token,
  label: 'a-token',
  actor: `git by tokenkeep, pid ${n}, in /home/me/project`,
  outcome: 'lent',
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** What nobody can do without: a write and a sync for each line. */
async function bareAppends(path: string, line: Buffer): Promise<void> {
  const handle = await open(path, 'a');
  for (let n = 0; n < ENTRIES; n += 1) {
    await handle.write(line);
    await handle.datasync();
  }
  await handle.close();
}

async function appends(log: OpenedAudit, writers: number): Promise<void> {
  const write = async (): Promise<void> => {
    for (let n = 0; n < ENTRIES / writers; n += 1) {
      if (!(await log.append(entry(n))).ok) throw new Error('an entry was not written');
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

function bareHmac(lines: readonly string[]): void {
  const key = randomBytes(32);
  for (const line of lines) createHmac('sha256', key).update(line).digest('hex');
}

async function withLog<T>(use: (folder: string, log: OpenedAudit) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-bench-'));
  const log = openAuditLog({ folder, secrets: memorySecrets(), clock: systemClock, timer: systemTimer });
  try {
    return await use(folder, log);
  } finally {
    await log.end();
    rmSync(folder, { recursive: true });
  }
}

const linesIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'audit'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(folder, 'audit', name), 'utf8')
        .split('\n')
        .slice(0, -1),
    );

interface Writing {
  readonly bare: number;
  readonly synced: number;
  readonly grouped: number;
}

/** In small turns, for a disk and a busy machine are not as fast at one moment as at the next. */
const writing = (): Promise<Writing> =>
  withLog(async (folder, log) => {
    await appends(log, 1);
    const line = Buffer.from(`${linesIn(folder)[0]}\n`);
    const sums = { bare: 0, synced: 0, grouped: 0 };
    for (let turn = 0; turn < TURNS; turn += 1) {
      sums.bare += await timed(() => bareAppends(join(folder, 'bare'), line));
      sums.synced += await timed(() => appends(log, 1));
      sums.grouped += await timed(() => appends(log, WRITERS));
    }
    return sums;
  });

const verifying = (say: (line: string) => void): Promise<number> =>
  withLog(async (folder, log) => {
    await Promise.all(Array.from({ length: LONG }, (_, n) => log.append(entry(n))));
    const lines = linesIn(folder);
    const ratios: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const bare = await timed(async () => bareHmac(lines));
      const ours = await timed(async () => {
        const report = await log.verify(() => undefined);
        if (!report.ok || report.value.entries !== LONG) throw new Error('the log was not proven');
      });
      ratios.push(ours / bare);
      say(`verifying ${LONG}: bare HMAC ${rounded(bare, 0)} ms, tokenkeep ${rounded(ours, 0)} ms`);
    }
    return median(ratios);
  });

export const audit: Bench = {
  name: 'audit',
  about: `synced appends against a bare fdatasync loop (target at least 0.6 of its rate), ${WRITERS} writers at once (3 times its rate), and verifying ${LONG} entries against bare HMAC (at most 2.5 times its time)`,
  needsDesktop: false,
  async run(say) {
    const runs: Writing[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const one = await writing();
      runs.push(one);
      const { bare, synced, grouped } = one;
      say(
        `${ENTRIES * TURNS} entries: bare ${rounded(bare, 0)} ms, synced ${rounded(synced, 0)} ms, ${WRITERS} writers ${rounded(grouped, 0)} ms`,
      );
    }
    const verifyOfBare = await verifying(say);
    const syncedOfBare = median(runs.map(({ bare, synced }) => bare / synced));
    return {
      ratio: rounded(1 / syncedOfBare),
      value: rounded(median(runs.map(({ synced }) => synced)) / (ENTRIES * TURNS), 3),
      unit: 'ms an entry',
      against: 'bare loop of write and fdatasync',
      runs: RUNS,
      detail: {
        syncedRateOfBare: rounded(syncedOfBare),
        groupedRateOfBare: rounded(median(runs.map(({ bare, grouped }) => bare / grouped))),
        verifyTimeOfBareHmac: rounded(verifyOfBare),
      },
    };
  },
};
