// One machine of a team as a process of its own, over the home that its argument names. It does what it is told, and may be killed at any moment.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog } from '../../main/adapters/audit-file.ts';
import { createScheduler, systemClock, systemTimer } from '../../main/adapters/clock.ts';
import { createDigester } from '../../main/adapters/digester.ts';
import { createHttp } from '../../main/adapters/http.ts';
import { openConf } from '../../main/adapters/open-conf.ts';
import { systemRandom } from '../../main/adapters/random.ts';
import { createTeams } from '../../main/adapters/teams.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import { openVaultFiles } from '../../main/adapters/vault-files.ts';
import type { Ports } from '../../main/domain/ports.ts';
import { openVault } from '../../main/vault.ts';
import { agentCommands } from '../../shared/agent.ts';
import { createLifetime } from '../../shared/lifetime.ts';
import type { Result } from '../../shared/result.ts';
import { quietPorts } from '../bench/quiet-ports.ts';
import { keptSecrets } from './kept-secrets.ts';
import { memoryLog } from './memory-ports.ts';
import type { MachineAsk } from './team-machine.ts';

const [, , home = ''] = process.argv;
mkdirSync(home, { recursive: true });
const opened = openVaultFiles({ folder: home, open: openConf, clock: systemClock }, createLifetime());
if (!opened.ok) throw new Error(opened.failure.code);
const { teamBook, ...files } = opened.value;
const secrets = keptSecrets(join(home, 'keychain.json'));
const log = memoryLog();
const ports: Ports = {
  ...quietPorts,
  clock: systemClock,
  timer: systemTimer,
  scheduler: createScheduler({ clock: systemClock }),
  random: systemRandom,
  secrets,
  digester: createDigester(secrets),
  ...files,
  audit: openAuditLog({ folder: home, secrets, clock: systemClock, timer: systemTimer }),
  http: createHttp({ exchange: createUndiciExchange(), clock: systemClock, log }),
  teams: createTeams({ folder: home, book: teamBook, clock: systemClock, log }),
  log,
};
const vault = openVault(ports, { open: () => false, leave: () => false, tray: () => 'no-host', drawsLabels: false });
await vault.start();
const agent = vault.agent({ pid: process.pid, program: 'machine', folder: '/', interactive: false });
const handlers: Readonly<Record<string, (input: never) => Promise<Result<unknown, unknown>>>> = agent;
process.on('message', ({ n, command, input }: MachineAsk) => {
  const parsed = agentCommands[command].parse(input) as never;
  void handlers[command]?.(parsed).then((result) => process.send?.({ n, result }));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
