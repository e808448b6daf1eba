import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditIds } from '../../../main/adapters/audit-keys.ts';
import { filesBelow } from '../../support/canary.ts';
import { fileSecrets } from '../../support/file-secrets.ts';
import { openAddingVault, valueOf } from './adding-vault.ts';
import { anAuditLog, linesIn, segmentsOf, verify } from './an-audit-log.ts';
import { startChild, type Child } from './child.ts';
import { aHome, modeOf } from './home-folder.ts';

/** Lets it get as far as its first words, and then kills it at a moment that nothing foretells. */
async function killSomewhere(child: Child): Promise<void> {
  await child.until(1 + randomInt(5));
  for (let turn = randomInt(1000); turn > 0; turn -= 1) await new Promise(setImmediate);
  await child.kill();
}

/** A whole vault adds tokens, one after another, and is killed; the next goes on. */
export function judgeKillsWhileAdding(kills: number): void {
  test(
    `tokens that were acknowledged are there, with their values, after ${kills} kills at any moment`,
    { timeout: (kills + 2) * 30_000 },
    async () => {
      const home = aHome();
      const said = new Set<string>();
      for (let kill = 0; kill < kills; kill += 1) {
        const child = startChild('vault', home);
        await killSomewhere(child);
        for (const line of child.said()) said.add(line);
        expect([...said].filter((line) => !/^t\d+$/.test(line))).toEqual([]);
        await expectAllThere(home, said);
        expect(new Set(filesBelow(home).map(modeOf))).toEqual(new Set(['600']));
      }
      expect(said.size).toBeGreaterThan(kills);
    },
  );
}

async function expectAllThere(home: string, said: ReadonlySet<string>): Promise<void> {
  const opened = openAddingVault(home);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { vault, secrets, audit, end } = opened.value;
  await vault.start();
  const kept = new Map(vault.snapshot().tokens.map(({ token }) => [token.label, token.id]));
  expect([...said].filter((label) => !kept.has(label))).toEqual([]);
  for (const [label, id] of kept) {
    const value = await secrets.get(id);
    expect(value.ok && value.value?.credential.access.use((text) => text)).toBe(valueOf(label));
  }
  expect(vault.snapshot().troubles).toEqual([]);
  const report = await audit.verify(() => undefined);
  expect(report).toMatchObject({ ok: true, value: { state: 'whole', breaks: [] } });
  const log = await audit.recent(100_000, { act: 'add' });
  const added = new Set(log.ok ? log.value.map(({ label }) => label) : []);
  expect([...said].filter((label) => !added.has(label))).toEqual([]);
  await end();
}

/** Uses are written down, one after another, by a process that is killed; the next goes on. */
export function judgeKillsWhileWriting(kills: number): void {
  test(
    `uses that were acknowledged are in the audit log after ${kills} kills at any moment`,
    { timeout: (kills + 2) * 30_000 },
    async () => {
      const home = aHome();
      const said: string[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const child = startChild('audit-slowly', home, `run ${kill},`, '100000');
        await killSomewhere(child);
        said.push(...child.said());
      }
      const secrets = fileSecrets(join(home, 'keychain'));
      const log = anAuditLog(home, secrets);
      expect(await verify(log)).toMatchObject({ state: 'whole', breaks: [] });
      const there = new Set(segmentsOf(home).flatMap(linesIn).map(outcomeOf));
      expect(said.filter((outcome) => !there.has(outcome))).toEqual([]);
      expect(said.length).toBeGreaterThan(kills);
      expect((await secrets.get(auditIds(home).anchor)).ok).toBe(true);
    },
  );
}

const outcomeOf = (line: string): unknown => (JSON.parse(line) as { outcome: unknown }).outcome;
