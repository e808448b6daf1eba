import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach } from 'vitest';
import { openAuditLog, type OpenedAudit } from '../../../main/adapters/audit-file.ts';
import type { AuditEntry, SecretStore } from '../../../main/domain/storage-ports.ts';
import type { AuditReport } from '../../../shared/audit.ts';
import { parseIso } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySecrets } from '../../support/memory-ports.ts';
import { T0 } from '../../support/tokens.ts';

const opened: OpenedAudit[] = [];
// After each test the last to be registered is run first: a home must be there until its log has ended.
export { aHome } from './home-folder.ts';
afterEach(async () => {
  for (const log of opened.splice(0)) await log.end();
});

export function anAuditLog(folder: string, secrets: Pick<SecretStore, 'get' | 'put'> = memorySecrets()) {
  const clock = createFakeClock(T0);
  const log = openAuditLog({ folder, secrets, clock, timer: clock });
  opened.push(log);
  return { ...log, clock };
}

export function entry(when: string, outcome: string): AuditEntry {
  const told = parseIso(when);
  if (told === undefined) throw new Error('not a date');
  return { at: told.at, act: 'copy', token: tokenId('t'), label: 'github', actor: 'window', outcome };
}

/** So many uses, one after another. */
export async function use(log: OpenedAudit, count: number, from = 0): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    const written = await log.append(entry('2026-11-01T00:00:00Z', `use ${n + 1}`));
    if (!written.ok) throw new Error(written.failure.code);
  }
}

export async function verify(log: OpenedAudit): Promise<AuditReport> {
  const report = await log.verify(() => undefined);
  if (!report.ok) throw new Error(report.failure.code);
  return report.value;
}

/** The files of the log, oldest first, with their paths. */
export function segmentsOf(folder: string): readonly string[] {
  const names = readdirSync(join(folder, 'audit')).filter((name) => name.endsWith('.jsonl') && /^\d/.test(name));
  return names.sort().map((name) => join(folder, 'audit', name));
}

export const linesIn = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);
