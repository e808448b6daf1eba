import { z } from 'zod';
import { settingsSchema, type Settings } from '../../shared/settings.ts';
import { instant, isoOf, parseIso } from '../../shared/time.ts';
import { VERSION } from '../../shared/version.ts';
import type { BackedUp, BackupHead, BackupRecord } from '../domain/backup-ports.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { markSchema, type Mark } from './audit-keys.ts';
import { journalSchema } from './journal-file.ts';
import { grantSchema } from './lending-file.ts';
import { isToken } from './token-check.ts';

const FORMAT = 'tokenkeep-backup';
const FORMAT_VERSION = 1;

/** A log of the audit, told before its pieces. The key and the end prove it wherever it is. */
export interface LogHead {
  readonly chain: string;
  readonly machine: string;
  /** base64url. */
  readonly key: string;
  readonly end: Mark;
}

/** A stretch of one of the log's files, packed with gzip. Pieces of a file come one after another. */
export interface LogPiece {
  readonly chain: string;
  readonly segment: string;
  readonly gzip: string;
}

/** One line as it was read. Values are plain here: this is what crosses from the thread that opens the file. */
export type BackupLine =
  | { readonly kind: 'token'; readonly token: BackedUp['token']; readonly values: PlainValues }
  | Exclude<BackupRecord, { kind: 'token' }>
  | ({ readonly kind: 'log' } & LogHead)
  | ({ readonly kind: 'piece' } & LogPiece)
  | { readonly kind: 'end'; readonly lines: number };

interface PlainCredential {
  readonly access: string;
  readonly refresh?: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}
type PlainValues = { readonly [K in keyof BackedUp['values']]?: PlainCredential | undefined };

export const headLine = ({ madeAt, machine }: BackupHead): string =>
  JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, madeAt: isoOf(madeAt), machine, app: VERSION });

export function lineOf(record: BackupRecord): string {
  switch (record.kind) {
    case 'token': {
      const { own, fresh, old } = record.one.values;
      return JSON.stringify({
        token: record.one.token,
        values: { own: own && plain(own), fresh: fresh && plain(fresh), old: old && plain(old) },
      });
    }
    case 'settings':
      return JSON.stringify({ settings: record.settings });
    case 'grants':
      return JSON.stringify({ grants: record.grants });
    case 'acts':
      return JSON.stringify({ acts: record.acts });
  }
}

function plain({ access, refresh, fields }: Credential): PlainCredential {
  const read = (secret: Secret): string => secret.use((text) => text);
  const opened = Object.entries(fields).map(([key, secret]) => [key, read(secret)] as const);
  return { access: read(access), refresh: refresh && read(refresh), fields: Object.fromEntries(opened) };
}

export const credentialOf = ({ access, refresh, fields }: PlainCredential): Credential => ({
  access: new Secret(access),
  ...(refresh === undefined ? {} : { refresh: new Secret(refresh) }),
  fields: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, new Secret(text)])),
});

const text = z.string();
const credential = z.strictObject({ access: text, refresh: text.optional(), fields: z.record(text, text) });
const values = z.strictObject({
  own: credential.optional(),
  fresh: credential.optional(),
  old: credential.optional(),
});
const chain = text.regex(/^[0-9a-f]{16}$/);
const head = z.object({ format: z.literal(FORMAT), version: z.int().min(1) });
const headOfOurs = z.object({
  madeAt: text.transform((told, wrong) => parseIso(told)?.at ?? (wrong.addIssue('no moment'), instant(0))),
  machine: text.max(300),
});

const lineSchema: z.ZodType<BackupLine> = z.union([
  z.strictObject({ token: z.custom<BackedUp['token']>(isToken), values }).transform(tagged('token')),
  z.strictObject({ settings: z.unknown().transform(settingsOf) }).transform(tagged('settings')),
  z.strictObject({ grants: z.array(grantSchema) }).transform(tagged('grants')),
  z.strictObject({ acts: journalSchema }).transform(tagged('acts')),
  z
    .strictObject({
      log: z.strictObject({ chain, machine: text.max(300), key: text.regex(/^[\w-]{43}$/), end: markSchema }),
    })
    .transform(({ log }) => ({ kind: 'log' as const, ...log })),
  z
    .strictObject({
      piece: z.strictObject({ chain, segment: text.regex(/^\d{10}-\d{4}-\d{2}\.jsonl$/), gzip: z.base64() }),
    })
    .transform(({ piece }) => ({ kind: 'piece' as const, ...piece })),
  z.strictObject({ end: z.int() }).transform(({ end }) => ({ kind: 'end' as const, lines: end })),
]);

function tagged<K extends string>(kind: K) {
  return <T extends object>(rest: T) => ({ kind, ...rest });
}

/** Of another version of the program: what makes no sense here is the default. */
function settingsOf(told: unknown): Settings {
  const given = typeof told === 'object' && told !== null ? Object.entries(told) : [];
  const good = given.filter(([key, value]) => {
    const schema = Object.entries(settingsSchema.shape).find(([known]) => known === key)?.[1];
    return schema?.safeParse(value).success === true;
  });
  return settingsSchema.parse(Object.fromEntries(good));
}

export type HeadRead =
  | { readonly kind: 'ours'; readonly head: BackupHead }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

export function readHeadLine(line: string): HeadRead {
  const told = parsed(line);
  const known = head.safeParse(told);
  if (!known.success) return { kind: 'damaged' };
  if (known.data.version > FORMAT_VERSION) return { kind: 'newer', version: known.data.version };
  const ours = headOfOurs.safeParse(told);
  return ours.success ? { kind: 'ours', head: ours.data } : { kind: 'damaged' };
}

/** Undefined for what no line of this version is. */
export const readBackupLine = (line: string): BackupLine | undefined => lineSchema.safeParse(parsed(line)).data;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
