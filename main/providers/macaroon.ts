import { parseJson } from '../domain/json.ts';
import { bytesOfBase64url } from './base64.ts';

/** First-party caveats of a macaroon in its second binary form: packets of a type, a length and that many bytes, each as a varint. */
export function caveatsOf(encoded: string): readonly unknown[] | undefined {
  const bytes = bytesOfBase64url(encoded.replace(/=+$/, ''));
  if (bytes === undefined || bytes[0] !== VERSION) return undefined;
  const packets = packetsOf(bytes.slice(1));
  // The first two are where it is for and its own name; what follows are its conditions.
  return packets
    ?.filter(({ type }) => type === IDENTIFIER)
    .slice(1)
    .map(({ text }) => parseJson(text));
}

const VERSION = 2;
const END = 0;
const IDENTIFIER = 2;

interface Packet {
  readonly type: number;
  readonly text: string;
}

function packetsOf(bytes: readonly number[]): readonly Packet[] | undefined {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    const type = varintAt(bytes, at);
    if (type === undefined) return undefined;
    at = type.next;
    if (type.value === END) continue;
    const length = varintAt(bytes, at);
    if (length === undefined || length.next + length.value > bytes.length) return undefined;
    packets.push({ type: type.value, text: textOf(bytes.slice(length.next, length.next + length.value)) });
    at = length.next + length.value;
  }
  return packets;
}

function varintAt(
  bytes: readonly number[],
  from: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let at = from; at < bytes.length && at < from + 4; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, next: at + 1 };
  }
  return undefined;
}

/** Conditions are plain JSON; of a signature, which is none, nothing is read. */
const textOf = (bytes: readonly number[]): string => String.fromCharCode(...bytes);
