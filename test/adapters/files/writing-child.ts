import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../../shared/time.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { T0 } from '../../support/tokens.ts';

/*
 * A process of its own for tests that kill it or run several: `vault HOME` adds tokens, `open HOME USER`, `audit HOME NAME COUNT` all at once, `audit-slowly`
 * the same one after another, `lock PATH WAIT-MS HOLD-MS [GO]`, which
 * waits for the file GO. Each loads its own part alone, to start quickly. What it says is written at once, so that a kill takes none of it back.
 */
const say = (line: string): void => void writeSync(1, `${line}\n`);
const [what, place = '', ...rest] = process.argv.slice(2);

async function addTokens(): Promise<void> {
  const { openAddingVault, valueOf } = await import('./adding-vault.ts');
  const opened = openAddingVault(place);
  if (!opened.ok) return say(opened.failure.code);
  const { handlers, snapshot, start } = opened.value.vault;
  await start();
  for (let index = snapshot().tokens.length; ; index += 1) {
    const label = `t${index}`;
    const pasted = { kind: 'value', text: valueOf(label), exact: false, confirmed: false } as const;
    const added = await handlers.add({ label, pasted });
    say(added.ok ? label : added.failure.code);
  }
}

/** As another user, who may not read everything. */
async function openAs(user: number): Promise<void> {
  const { openAddingVault } = await import('./adding-vault.ts');
  process.setuid?.(user);
  const opened = openAddingVault(place);
  if (!opened.ok) return say(Object.values(opened.failure).join(' '));
  say('opened');
  await opened.value.end();
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

if (what === 'vault') await addTokens();
if (what === 'open') await openAs(Number(rest[0]));
if (what === 'audit') await writeAudit(rest[0] ?? '', Number(rest[1]));
if (what === 'audit-slowly') await writeAuditSlowly(rest[0] ?? '', Number(rest[1]));
if (what === 'lock') await holdLock(Number(rest[0]), Number(rest[1]), rest[2]);
