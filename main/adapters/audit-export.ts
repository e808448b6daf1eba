import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { AuditExported } from '../../shared/commands/trust.ts';
import type { AuditReport } from '../../shared/audit.ts';
import type { KeyringFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { isoOf, type Instant } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import { Secret } from '../domain/secret.ts';
import type { AuditFilter, SecretStore } from '../domain/storage-ports.ts';
import { chainId } from './audit-chain.ts';
import { readLine } from './audit-line.ts';
import { isMeant } from './audit-recent.ts';
import { segmentsIn, stretchesOf } from './audit-segments.ts';

/** No token is ever given this id. */
const SIGNING_ID = tokenId('audit-sign');
/** Ed25519 keys in DER: what stands before the 32 bytes of the public one (RFC 8410). */
const SPKI_PREFIX_BYTES = 12;

/** Signs exports with a key that the keychain keeps, made at the first. */
export async function signingKey(
  secrets: Pick<SecretStore, 'get' | 'put'>,
): Promise<Result<KeyObject, KeyringFailure>> {
  const kept = await secrets.get(SIGNING_ID);
  if (!kept.ok) return kept;
  if (kept.value !== undefined) return readKey(kept.value.credential.access);
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  const put = await secrets.put(SIGNING_ID, { access: new Secret(text), fields: {} }, 0);
  if (put.ok) return succeeded(privateKey);
  return put.failure.code === 'keyring-stale' ? signingKey(secrets) : put;
}

function readKey(kept: Secret): Result<KeyObject, KeyringFailure> {
  try {
    const der = kept.use((text) => Buffer.from(text, 'base64url'));
    return succeeded(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  } catch {
    return failed({ code: 'keyring-damaged' });
  }
}

interface ExportAsk {
  readonly place: string;
  readonly key: Buffer;
  readonly signing: KeyObject;
  readonly at: Instant;
  readonly filter: AuditFilter;
  readonly report: AuditReport;
}

/** The entries as they lie in the log, between a head that says what they are and a foot that signs all before it. */
export async function exportLog({ place, key, signing, at, filter, report }: ExportAsk): Promise<AuditExported> {
  const spki = createPublicKey(signing).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(SPKI_PREFIX_BYTES).toString('base64url');
  const lines: string[] = [];
  for (const segment of await segmentsIn(place)) {
    for await (const stretch of stretchesOf(place, segment)) {
      for (const line of stretch.lines) if (isWanted(line, filter)) lines.push(line.toString('utf8'));
    }
  }
  const head = {
    format: 'tokenkeep-audit-export',
    version: 1,
    chain: chainId(key),
    at: isoOf(at),
    state: report.state,
    breaks: report.breaks,
    filter: spellFilter(filter),
    publicKey,
  };
  const body = [JSON.stringify(head), ...lines, `{"entries":${lines.length}`].join('\n');
  const signature = sign(null, Buffer.from(body), signing).toString('base64url');
  return { text: `${body},"signature":"${signature}"}\n`, entries: lines.length, publicKey };
}

function isWanted(line: Buffer, filter: AuditFilter): boolean {
  const entry = readLine(line.toString('utf8'));
  return entry !== undefined && isMeant(entry, filter);
}

/** Null where all entries are there. */
function spellFilter({ since, until, ...named }: AuditFilter): object | null {
  const spelled = {
    ...named,
    ...(since === undefined ? {} : { since: isoOf(since) }),
    ...(until === undefined ? {} : { until: isoOf(until) }),
  };
  return Object.values(spelled).every((word) => word === undefined) ? null : spelled;
}
