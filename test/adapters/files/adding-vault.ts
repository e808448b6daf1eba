import { join } from 'node:path';
import { createDigester } from '../../../main/adapters/digester.ts';
import { openAuditLog } from '../../../main/adapters/audit-file.ts';
import { createScheduler, systemClock, systemTimer } from '../../../main/adapters/clock.ts';
import { openConf } from '../../../main/adapters/open-conf.ts';
import { systemRandom } from '../../../main/adapters/random.ts';
import { openVaultFiles } from '../../../main/adapters/vault-files.ts';
import type { CopyMaking } from '../../../main/adapters/copy-making.ts';
import type { Doctor, Ports } from '../../../main/domain/ports.ts';
import type { AuditLog, SecretStore } from '../../../main/domain/storage-ports.ts';
import type { Surface } from '../../../main/domain/surface.ts';
import { openVault, type Vault } from '../../../main/vault.ts';
import type { FileFailure } from '../../../shared/failure.ts';
import { createLifetime } from '../../../shared/lifetime.ts';
import { succeeded, type Result } from '../../../shared/result.ts';
import { quietPorts } from '../../bench/quiet-ports.ts';
import { fileSecrets } from '../../support/file-secrets.ts';
import { memoryLog } from '../../support/memory-ports.ts';

interface AddingVault {
  readonly vault: Vault;
  readonly audit: AuditLog;
  readonly secrets: SecretStore;
  readonly ports: Ports;
  end(): Promise<void>;
}

/** What else it has in place of the usual. */
interface Machine {
  readonly through?: (usual: CopyMaking) => CopyMaking;
  readonly secrets?: SecretStore;
  readonly doctor?: (troubles: () => readonly FileFailure[]) => Doctor;
}

/** A vault whose files are real and whose keychain is a file beside them: what one process left, another finds. */
export function openAddingVault(
  home: string,
  { through, secrets: other, doctor }: Machine = {},
): Result<AddingVault, FileFailure> {
  const lifetime = createLifetime();
  const files = openVaultFiles({ folder: home, open: openConf, clock: systemClock, through }, lifetime);
  if (!files.ok) return files;
  const secrets = other ?? fileSecrets(join(home, 'keychain'));
  const audit = openAuditLog({ folder: home, secrets, clock: systemClock, timer: systemTimer });
  lifetime.own(audit.end);
  const ports: Ports = {
    ...quietPorts,
    ...files.value,
    clock: systemClock,
    timer: systemTimer,
    scheduler: createScheduler({ clock: systemClock }),
    random: systemRandom,
    secrets,
    digester: createDigester(secrets),
    audit,
    http: {
      send: async () => ({ kind: 'silent', at: systemClock.now(), cause: 'offline', code: 'ENOTFOUND' }) as const,
    },
    log: memoryLog(),
    ...(doctor === undefined ? {} : { doctor: doctor(files.value.catalog.troubles) }),
  };
  const surface: Surface = { open: () => false, leave: () => true, tray: () => 'no-host', drawsLabels: false };
  const vault = openVault(ports, surface);
  lifetime.own(vault.stop);
  return succeeded({ vault, audit, secrets, ports, end: lifetime.end });
}

/** Obviously fake, and another for each name. */
export const valueOf = (label: string): string => `ghp_${label.padStart(36, '0')}`;
