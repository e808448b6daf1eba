// Scans as the vault does, and tells how it went: `scan-child ROOT own|all`, with the vault's tokens as JSON on standard input.
import { text } from 'node:stream/consumers';
import { createHmac, randomBytes } from 'node:crypto';
import { createScanner } from '../../main/adapters/scanner.ts';
import { systemClock, systemTimer } from '../../main/adapters/clock.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Digester } from '../../main/domain/storage-ports.ts';
import { createScanning } from '../../main/services/scanning.ts';
import { ID_CHARACTERS } from '../../main/services/sightings.ts';
import { succeeded } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { tokenId } from '../../shared/token.ts';
import { countingRandom, memoryAudit, memoryCatalog, memorySecrets } from '../support/memory-ports.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { aToken } from '../support/tokens.ts';
import { thirtyShapes } from './thirty-shapes.ts';

void run(process.argv.slice(2));

async function run([root = '', mode = 'own']: readonly string[]): Promise<void> {
  const values = JSON.parse(await text(process.stdin)) as readonly string[];
  const planted = JSON.parse(process.env['PLANTED'] ?? '[]') as readonly string[];
  const key = randomBytes(32);
  const digestOf = (value: string): string => createHmac('sha256', key).update(value, 'utf8').digest('hex');
  const digester: Digester = { digest: async (value) => succeeded(value.use(digestOf)) };
  const secrets = memorySecrets();
  const tokens = values.map((value, n) => {
    const id = tokenId(`t${n}`);
    secrets.entries.set(id, { credential: { access: new Secret(value), fields: {} }, generation: 1 });
    return aToken({ id, label: `service-${n}`, digest: digestOf(value) });
  });
  const scanning = createScanning({
    clock: systemClock,
    timer: systemTimer,
    random: countingRandom(),
    secrets,
    digester,
    catalog: memoryCatalog(tokens),
    audit: memoryAudit(),
    elsewhere: { ...nothingElsewhere, scanner: createScanner() },
    registry: thirtyShapes(),
    histories: [],
    picture: { view: (token): TokenView => ({ token, status: { kind: 'valid' }, renews: 'none' }) },
  });
  const began = performance.now();
  const scanned = await scanning.scan({ root, places: [{ kind: 'tree', root }], strangers: mode === 'all' });
  const tookMs = performance.now() - began;
  if (!scanned.ok) throw new Error(scanned.failure.code);
  const ids = new Set(scanned.value.sightings.map(({ id }) => id));
  const wanted = new Set(planted.map((value) => digestOf(value).slice(0, ID_CHARACTERS)));
  const told = {
    tookMs,
    found: [...wanted].filter((id) => ids.has(id)).length,
    strange: [...ids].filter((id) => !wanted.has(id)).length,
    maxRssMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(told));
}
