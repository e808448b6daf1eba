import { createHash } from 'node:crypto';

/*
 * A sealed file is one JSON object whose first line carries the format's version and a checksum over it and all that follows:
 *
 *   {"version":1,"sha256":"…64 hex…","state":
 *   …the state, JSON, over as many lines as it likes…
 *   }
 *
 * Every later version keeps this first line, so that an older program can tell a newer file from a damaged one.
 */
const HEAD = /^\{"version":(\d{1,9}),"sha256":"([0-9a-f]{64})","state":\n/;
const MOST_HEAD_BYTES = 128;
const TAIL = '\n}\n';

export type Unsealed =
  | { readonly kind: 'good'; readonly version: number; readonly state: Buffer }
  | { readonly kind: 'damaged' };

/**
 * Puts the pieces of a state together. What it answers is good until the next call: the room is kept, since for a catalog of ten thousand
 * tokens new memory costs several times what copying into it does.
 */
export function createSealer(version: number): (pieces: readonly Uint8Array[]) => Buffer {
  const head = headOf(version, '0'.repeat(64));
  let room = Buffer.alloc(0);
  return (pieces) => {
    let end = head.length + TAIL.length;
    for (const piece of pieces) end += piece.length;
    if (room.length < end || room.length > 4 * end) room = Buffer.allocUnsafeSlow(Math.ceil(end * 1.25));
    let at = head.length;
    for (const piece of pieces) {
      room.set(piece, at);
      at += piece.length;
    }
    room.write(TAIL, at, 'latin1');
    room.write(headOf(version, checksum(version, room.subarray(head.length, at))), 0, 'latin1');
    return room.subarray(0, end);
  };
}

export function unsealFile(bytes: Buffer): Unsealed {
  const match = HEAD.exec(bytes.toString('latin1', 0, MOST_HEAD_BYTES));
  if (match === null || bytes.toString('latin1', bytes.length - TAIL.length) !== TAIL) return { kind: 'damaged' };
  const [head, version, told] = match;
  const state = bytes.subarray(head.length, bytes.length - TAIL.length);
  if (checksum(Number(version), state) !== told) return { kind: 'damaged' };
  return { kind: 'good', version: Number(version), state };
}

const headOf = (version: number, sum: string): string => `{"version":${version},"sha256":"${sum}","state":\n`;

function checksum(version: number, state: Uint8Array): string {
  return createHash('sha256').update(`${version}\n`).update(state).digest('hex');
}
