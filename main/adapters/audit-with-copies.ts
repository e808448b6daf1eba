import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLine, AuditReport, EarlierLog } from '../../shared/audit.ts';
import type { FileFailure, KeyringFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { AuditFilter, SecretStore } from '../domain/storage-ports.ts';
import { copiesOf, type LogPlace } from './audit-copies.ts';
import type { OpenedAudit } from './audit-file.ts';
import { recentLines } from './audit-recent.ts';
import { verifyInWorker } from './audit-verify-work.ts';
import { unwritable } from './file-reason.ts';

interface CopiesPlace {
  readonly folder: string;
  readonly secrets: Pick<SecretStore, 'get' | 'put'>;
}

/** The log together with those that came with backups: they are proven with it, and what they tell comes after what it tells. */
export function withCopies(log: OpenedAudit, { folder, secrets }: CopiesPlace): OpenedAudit {
  /** Most vaults never had one, and the keychain is not asked for nothing. */
  const hasAny = (): boolean => existsSync(join(folder, 'audit', 'restored'));

  async function verify(
    onEntries: (count: number) => void,
  ): Promise<Result<AuditReport, FileFailure | KeyringFailure>> {
    const own = await log.verify(onEntries);
    if (!own.ok) return own;
    const copies = await copiesOf(secrets, folder);
    if (!copies.ok || copies.value.length === 0) return copies.ok ? own : copies;
    try {
      const earlier: EarlierLog[] = [];
      for (const copy of copies.value) earlier.push(await proven(copy, onEntries));
      return succeeded({ ...own.value, earlier });
    } catch (error) {
      return failed(unwritable('audit', error));
    }
  }

  async function recent(limit: number, filter: AuditFilter = {}): Promise<Result<readonly AuditLine[], FileFailure>> {
    const own = await log.recent(limit, filter);
    if (!own.ok || own.value.length >= limit || !hasAny()) return own;
    const copies = await copiesOf(secrets, folder);
    if (!copies.ok) return own;
    const lines = [...own.value];
    for (const { place, machine } of copies.value) {
      const found = await recentLines(place, limit - lines.length, filter).catch(() => []);
      lines.push(...found.map((line) => ({ ...line, from: machine })));
    }
    return succeeded(lines);
  }

  return { ...log, verify, recent };
}

async function proven({ place, machine, key, end }: LogPlace, onEntries: (count: number) => void): Promise<EarlierLog> {
  const ask = { place, key: Buffer.from(key, 'base64url'), marks: [end], until: end.n };
  const { entries, breaks } = await verifyInWorker(ask, onEntries);
  return { machine, entries, state: breaks.length === 0 ? 'whole' : 'broken', breaks };
}
