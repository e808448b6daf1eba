import { z } from 'zod';
import type { AuditLine, AuditReport } from '../audit.ts';
import { word } from './parts.ts';

/** Which entries; what is said must all be true of them. */
const filter = {
  /** By name or id. */
  token: word.optional(),
  act: word.optional(),
  /** Part of what the actor is called. */
  actor: word.optional(),
  /** A date, a moment with its zone, or a length of time before now such as 7d. */
  since: z.string().max(64).optional(),
  until: z.string().max(64).optional(),
};

/** What was used, and whether the record of it is whole. */
export const trustCommands = {
  audit: z.strictObject({ limit: z.int().min(1).max(100_000).default(200), ...filter }),
  auditVerify: z.strictObject({}),
  auditExport: z.strictObject(filter),
} as const;

/** The file that a stranger can prove with the public key alone; docs/audit-format.md. */
export interface AuditExported {
  readonly text: string;
  readonly entries: number;
  /** Ed25519, 32 bytes in base64url. */
  readonly publicKey: string;
}

export interface TrustAnswers {
  /** Newest first. */
  audit: readonly AuditLine[];
  auditVerify: AuditReport;
  auditExport: AuditExported;
}
