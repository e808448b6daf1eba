import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../../shared/time.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aToken, T0 } from '../../support/tokens.ts';

/*
 * A process of its own for tests that kill it or run several: `catalog HOME`, `audit HOME NAME COUNT` all at once, `audit-slowly`
 * the same one after another, `lock PATH WAIT-MS HOLD-MS [GO]`, which
 * waits for the file GO. Each loads its own part alone, to start quickly. What it says is written at once, so that a kill takes none of it back.
 */
const say = (line: string): void => void writeSync(1, `${line}\n`);
const [what, place = '', ...rest] = process.argv.slice(2);

async function writeCatalog(): Promise<void> {
  const { openCatalog } = await import('../../../main/adapters/catalog-file.ts');
  const { makeFreely } = await import('../../../main/adapters/copy-making.ts');
  const opened = openCatalog({ folder: place, making: makeFreely, clock: createFakeClock(T0) });
  if (!opened.ok) return say(opened.failure.code);
  for (let index = opened.value.list().length; ; index += 1) {
    const kept = await opened.value.put(aToken({ label: `t${index}`, owner: 'x'.repeat(200) }));
    say(kept.ok ? `t${index}` : kept.failure.code);
  }
}

async function writeAudit(name: string, count: number): Promise<void> {
  const log = await auditLog();
  const appends = Array.from({ length: count }, async (_, index) => {
    const entry = { at: instant(T0 + index), act: 'copy', actor: name, outcome: `n${index}` };
    return await log.append(entry);
  });
  const outcomes = await Promise.all(appends);
  await log.end();
  say(String(outcomes.filter(({ ok }) => ok).length));
}

async function auditLog() {
  const { openAuditLog } = await import('../../../main/adapters/audit-file.ts');
  const { fileSecrets } = await import('../../support/file-secrets.ts');
  const { systemTimer } = await import('../../../main/adapters/clock.ts');
  const clock = createFakeClock(T0);
  return openAuditLog({ folder: place, secrets: fileSecrets(join(place, 'keychain')), clock, timer: systemTimer });
}

async function writeAuditSlowly(name: string, count: number): Promise<void> {
  const log = await auditLog();
  for (let index = 0; index < count; index += 1) {
    const outcome = `${name} n${index}`;
    const written = await log.append({ at: instant(T0 + index), act: 'copy', actor: name, outcome });
    say(written.ok ? outcome : written.failure.code);
  }
  await log.end();
}

async function holdLock(waitMs: number, holdMs: number, go: string | undefined): Promise<void> {
  const { takeLock } = await import('../../../main/adapters/process-lock.ts');
  if (go !== undefined) {
    say('ready');
    while (!existsSync(go)) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const taken = await takeLock(place, { waitMs });
  if (!taken.ok) return say(`failed ${taken.failure.code}`);
  say('taken');
  await new Promise((resolve) => setTimeout(resolve, holdMs));
  say('ending');
  await taken.value();
}

if (what === 'catalog') await writeCatalog();
if (what === 'audit') await writeAudit(rest[0] ?? '', Number(rest[1]));
if (what === 'audit-slowly') await writeAuditSlowly(rest[0] ?? '', Number(rest[1]));
if (what === 'lock') await holdLock(Number(rest[0]), Number(rest[1]), rest[2]);
