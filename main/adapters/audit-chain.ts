import { createHmac } from 'node:crypto';
import type { AuditEntry } from '../domain/storage-ports.ts';
import { spellEntry } from './audit-line.ts';

/**
 * The chain: line n ends in `,"mac":"…"}`, and its mac is HMAC-SHA-256, under a key that only the keychain holds, of the mac before it
 * (64 hex digits) followed by the line up to that last comma. Line 1 follows the root, which the key alone decides. So no line can be
 * altered, removed, moved or added by whoever has the file and not the key. What a chain cannot show, that its end was cut off, is for the
 * anchor and the head file to show (audit-file.ts).
 */
export interface Link {
  readonly n: number;
  readonly mac: string;
}

const MAC_START = ',"mac":"';
const MAC_END = '"}';
const TAIL_BYTES = MAC_START.length + 64 + MAC_END.length;
const ROOT_TEXT = 'tokenkeep audit 1';

export const rootOf = (key: Buffer): Link => ({ n: 0, mac: hmac(key, '', ROOT_TEXT) });

/** Which chain it is; gives nothing of the key away. */
export const chainId = (key: Buffer): string => rootOf(key).mac.slice(0, 16);

export function sealEntry(
  key: Buffer,
  before: Link,
  entry: AuditEntry,
  isAfterGap = false,
): { readonly line: string; readonly link: Link } {
  const n = before.n + 1;
  const body = spellEntry(entry, n, isAfterGap ? before.mac : undefined).slice(0, -1);
  const mac = hmac(key, before.mac, body);
  return { line: `${body}${MAC_START}${mac}${MAC_END}\n`, link: { n, mac } };
}

/** The mac that a line bears, without its line end; undefined where it has none. */
export function macOf(line: Buffer): string | undefined {
  if (line.length <= TAIL_BYTES) return undefined;
  const tail = line.toString('latin1', line.length - TAIL_BYTES);
  const mac = tail.slice(MAC_START.length, -MAC_END.length);
  return tail.startsWith(MAC_START) && tail.endsWith(MAC_END) && /^[0-9a-f]{64}$/.test(mac) ? mac : undefined;
}

/** True where the line's mac is right for this line in this place after that mac. The place is read from its spelling, `{"n":17,`. */
export function follows(key: Buffer, before: string, n: number, line: Buffer, mac: string): boolean {
  const start = `{"n":${n},`;
  if (line.toString('latin1', 0, start.length) !== start) return false;
  return hmac(key, before, line.subarray(0, line.length - TAIL_BYTES)) === mac;
}

export function hmac(key: Buffer, before: string, body: string | Buffer): string {
  return createHmac('sha256', key).update(before).update(body).digest('hex');
}
