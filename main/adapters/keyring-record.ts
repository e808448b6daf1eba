import { createHash } from 'node:crypto';
import type { Credential } from '../domain/storage-ports.ts';
import { Secret } from '../domain/secret.ts';

/** Windows keeps 2,560 bytes an entry, and may count two a character. */
const MOST_PIECE_CHARACTERS = 1200;
/** A credential of more pieces than this is refused, and a pointer to more is not believed. */
export const MOST_PIECES = 1024;

/** Names the pieces that hold the value. Holds nothing of the value itself. */
export interface Pointer {
  readonly generation: number;
  readonly count: number;
  /** SHA-256 of the joined pieces, hex. */
  readonly sum: string;
}

/**
 * A credential as text of letters, digits, `-` and `_` alone: keyrings have truncated, re-encoded and been ruined by other characters.
 * JSON inside keeps every JavaScript string whole, NUL and lone surrogates too.
 */
export function encodeCredential({ access, refresh, fields }: Credential): string {
  const read = (secret: Secret): string => secret.use((value) => value);
  const opened = Object.fromEntries(Object.entries(fields).map(([key, secret]) => [key, read(secret)]));
  const record = {
    v: 1,
    access: read(access),
    ...(refresh === undefined ? {} : { refresh: read(refresh) }),
    fields: opened,
  };
  return toText(record);
}

export function decodeCredential(text: string): Credential | undefined {
  const record = fromText(text);
  if (record?.['v'] !== 1) return undefined;
  const { access, refresh, fields } = record;
  if (typeof access !== 'string' || !(refresh === undefined || typeof refresh === 'string') || !isTextRecord(fields))
    return undefined;
  return {
    access: new Secret(access),
    ...(refresh === undefined ? {} : { refresh: new Secret(refresh) }),
    fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, new Secret(value)])),
  };
}

export function piecesOf(text: string): readonly string[] {
  const count = Math.ceil(text.length / MOST_PIECE_CHARACTERS);
  return Array.from({ length: count }, (_, n) =>
    text.slice(n * MOST_PIECE_CHARACTERS, (n + 1) * MOST_PIECE_CHARACTERS),
  );
}

export const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const encodePointer = (pointer: Pointer): string => toText({ v: 1, ...pointer });

export function decodePointer(text: string): Pointer | undefined {
  const record = fromText(text);
  if (record?.['v'] !== 1) return undefined;
  const { generation, count, sum } = record;
  if (!isCount(generation, Number.MAX_SAFE_INTEGER) || !isCount(count, MOST_PIECES) || typeof sum !== 'string')
    return undefined;
  return { generation, count, sum };
}

const toText = (record: object): string => Buffer.from(JSON.stringify(record), 'utf8').toString('base64url');

function fromText(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most;

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
}
