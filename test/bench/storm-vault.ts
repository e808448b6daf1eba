import { createHttp } from '../../main/adapters/http.ts';
import { openAuditLog } from '../../main/adapters/audit-file.ts';
import { createScheduler, systemClock, systemTimer } from '../../main/adapters/clock.ts';
import { openConf } from '../../main/adapters/open-conf.ts';
import { systemRandom } from '../../main/adapters/random.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import { openVaultFiles } from '../../main/adapters/vault-files.ts';
import type { Ports } from '../../main/domain/ports.ts';
import { Secret } from '../../main/domain/secret.ts';
import { openVault, type Vault } from '../../main/vault.ts';
import { createLifetime } from '../../shared/lifetime.ts';
import { later, minutes, seconds, type Instant } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { memoryLog, memorySecrets, plainDigester } from '../support/memory-ports.ts';
import { quietPorts } from './quiet-ports.ts';
import type { Account } from './storm-issuer.ts';

export interface StormIssuer {
  readonly base: string;
  /** What it takes its time for, before each answer. */
  readonly delayMs: number;
  readonly client: { readonly id: string; readonly secret: string };
}

interface StormVault {
  readonly vault: Vault;
  readonly dueAt: Instant;
  /** How many have their new value. */
  fresh(): number;
  end(): Promise<void>;
}

/** A vault on real files and a real network, with all accounts due in the same moment. The keyring alone is in memory. */
export async function openStormVault(
  folder: string,
  { base, client }: StormIssuer,
  accounts: readonly Account[],
): Promise<StormVault> {
  const lifetime = createLifetime();
  const files = openVaultFiles({ folder, open: openConf, clock: systemClock }, lifetime);
  if (!files.ok) throw new Error(`the vault cannot be opened: ${files.failure.code}`);
  const secrets = memorySecrets();
  const audit = openAuditLog({ folder, secrets, clock: systemClock, timer: systemTimer });
  lifetime.own(audit.end);
  const log = memoryLog();
  const http = createHttp({ exchange: createUndiciExchange(), clock: systemClock, log });
  // The first request of a process loads its network stack and certificates, which no storm is the first to do.
  await http.send({ method: 'GET', url: `${base}/.well-known/openid-configuration`, headers: {} });
  const ports: Ports = {
    ...quietPorts,
    clock: systemClock,
    timer: systemTimer,
    scheduler: createScheduler({ clock: systemClock }),
    random: systemRandom,
    secrets,
    digester: plainDigester,
    ...files.value,
    audit,
    http,
    log,
  };
  const dueAt = later(systemClock.now(), seconds(4));
  const fields = { 'client-id': new Secret(client.id), 'client-secret': new Secret(client.secret) };
  await Promise.all(
    accounts.map(async ({ access, refresh }, n) => {
      const token = dueToken(n, base, dueAt);
      await secrets.put(token.id, { access: new Secret(access), refresh: new Secret(refresh), fields });
      await files.value.catalog.put(token);
    }),
  );
  const vault = openVault(ports, { open: () => false, leave: () => false, tray: () => 'no-host', drawsLabels: false });
  lifetime.own(vault.stop);
  return {
    vault,
    dueAt,
    fresh: () => files.value.catalog.list().filter(({ issuedAt = 0 }) => issuedAt >= dueAt).length,
    end: lifetime.end,
  };
}

/** A tenth of its life is left then. */
function dueToken(n: number, host: string, dueAt: Instant): Token {
  const expiresAt = later(dueAt, minutes(6));
  const issuedAt = later(dueAt, minutes(-54));
  const evidence = { at: issuedAt, asked: 'POST /token', status: 200 };
  return {
    id: tokenId(`storm-${n}`),
    vault: 'personal',
    label: `account-${n}`,
    provider: 'oauth2',
    host,
    consumers: [],
    audience: [],
    scopes: ['repo:read'],
    addedAt: issuedAt,
    issuedAt,
    expiry: { kind: 'at', at: expiresAt, precision: 'instant', source: 'issuer' },
    // Looked at just now, so that nothing but the renewal is due.
    standing: {
      misses: 0,
      lastGood: evidence,
      latest: { verdict: { kind: 'valid' }, evidence: { ...evidence, at: systemClock.now() } },
    },
    hasRefresh: true,
    digest: `d-${n}`,
    fields: ['client-id', 'client-secret'],
    warnings: [],
  };
}
