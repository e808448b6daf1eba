import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hmac } from './audit-chain.ts';
import { markSchema, type Mark } from './audit-keys.ts';
import { reasonOf } from './file-reason.ts';
import { parseJson } from './parse-json.ts';

const SLOT_BYTES = 512;
const SLOTS = [0, 1] as const;
const CONTEXT = 'tokenkeep audit head\n';

export type HeadFile = { readonly kind: 'read'; readonly mark: Mark } | { readonly kind: 'absent' | 'damaged' };

/**
 * The newest place of the log, under the chain's own key, in `audit/head`. It is written after each group of entries and not synced by
 * itself, so it costs next to nothing; after a power cut it may lag behind the log, which proves nothing against the log. Two slots are
 * written in turn, so that one is whole at any moment.
 */
export function readHead(place: string, key: Buffer): HeadFile {
  const bytes = Buffer.alloc(SLOT_BYTES * SLOTS.length);
  try {
    const descriptor = openSync(join(place, 'head'), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      readSync(descriptor, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { kind: reasonOf(error) === 'ENOENT' ? 'absent' : 'damaged' };
  }
  const marks = SLOTS.flatMap(
    (slot) => readSlot(bytes.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES), key) ?? [],
  );
  const [mark] = marks.sort((a, b) => b.n - a.n);
  return mark === undefined ? { kind: 'damaged' } : { kind: 'read', mark };
}

function readSlot(bytes: Buffer, key: Buffer): Mark | undefined {
  const [text = '', mac] = bytes.toString('latin1').trimEnd().split('\t');
  if (hmac(key, CONTEXT, text) !== mac) return undefined;
  return markSchema.safeParse(parseJson(Buffer.from(text))).data;
}

export interface HeadWriter {
  write(mark: Mark): void;
  end(): void;
}

/** Both throw the system's error. */
export function openHead(place: string, key: Buffer): HeadWriter {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  const descriptor = openSync(join(place, 'head'), O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0), 0o600);
  let turn = 0;
  let isSynced = false;
  return {
    write(mark) {
      const text = JSON.stringify(mark);
      const slot = `${text}\t${hmac(key, CONTEXT, text)}`.padEnd(SLOT_BYTES - 1);
      writeSync(descriptor, `${slot}\n`, SLOT_BYTES * turn, 'latin1');
      turn = 1 - turn;
      // Once, so that the file itself outlives a power cut.
      if (!isSynced) fsyncSync(descriptor);
      isSynced = true;
    },
    end: () => closeSync(descriptor),
  };
}
