import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openAuditLog } from '../../../main/adapters/audit-file.ts';
import { withCopies } from '../../../main/adapters/audit-with-copies.ts';
import { createBackupBox } from '../../../main/adapters/backup-box.ts';
import { createDigester } from '../../../main/adapters/digester.ts';
import type { HttpOutcome, HttpRequest } from '../../../main/domain/http-port.ts';
import type { SecretStore } from '../../../main/domain/storage-ports.ts';
import { openVault } from '../../../main/vault.ts';
import type { Asked } from '../../../shared/contract.ts';
import { duration } from '../../../shared/time.ts';
import { aVault } from '../../services/a-vault.ts';
import { aFolder } from './a-box.ts';
import { beginHere } from './begin-here.ts';

/** A computer with a folder of its own, a keyring that nobody else has, and a real audit log. */
export function aMachine(
  name: string,
  answer: (request: HttpRequest) => HttpOutcome,
  given: (folder: string) => SecretStore | undefined = () => undefined,
) {
  const here = aVault(answer);
  const folder = aFolder();
  const secrets = given(folder) ?? here.secrets;
  const home = { folder, secrets };
  const audit = withCopies(openAuditLog({ ...home, clock: here.clock, timer: here.clock }), home);
  onTestFinished(() => audit.end());
  const backups = createBackupBox({ ...home, machine: name, cost: 10, begin: beginHere });
  const ports = { ...here.ports, secrets, digester: createDigester(secrets), audit, backups };
  const vault = openVault(ports, { open: () => false, leave: () => true, tray: () => 'shown', drawsLabels: false });
  const { handlers } = vault;
  return {
    ...here,
    ports,
    folder,
    vault,
    handlers,
    advance: (ms: number) => here.clock.advance(duration(ms), () => vault.settled()),
    async add(label: string, text: string, facts: object = {}) {
      const pasted = { kind: 'value' as const, text, exact: false, confirmed: false };
      const added = await handlers.add({ label, pasted, ...facts });
      if (!added.ok) throw new Error(`${label}: ${added.failure.code}`);
      return added.value.view;
    },
    /** What the keyring holds for each, as a test may see it. */
    async values() {
      const all: Record<string, unknown> = {};
      for (const { id, label } of here.catalog.list()) {
        const kept = await secrets.get(id);
        const { access, refresh, fields = {} } = (kept.ok ? kept.value?.credential : undefined) ?? {};
        const named = Object.entries(fields).map(([key, secret]) => [key, secret.use((text) => text)]);
        all[label] = [access?.use((text) => text), refresh?.use((text) => text), named];
      }
      return all;
    },
    async restore(file: string, key: Asked<'restore'>['key'], how: Partial<Asked<'restore'>> = {}) {
      const mark = createHash('sha256').update(readFileSync(file)).digest('hex');
      const restored = await handlers.restore({ file, key, mark, replace: [], leave: [], settings: false, ...how });
      if (!restored.ok) throw new Error(restored.failure.code);
      return restored.value;
    },
    async verify() {
      const report = await audit.verify(() => undefined);
      if (!report.ok) throw new Error(report.failure.code);
      return report.value;
    },
    /** All that lies in its folder: names and contents. */
    files: () => filesBelow(folder),
  };
}

function filesBelow(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}
