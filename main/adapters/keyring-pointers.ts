import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, done, failed, succeeded } from '../../shared/result.ts';
import type { KeyringEntries } from './keyring-entries.ts';
import { type Pointer, decodePointer, encodePointer } from './keyring-record.ts';

/** What stands under the id itself. `text` is kept so that exactly this can be put back. */
export type Pointing =
  | { readonly kind: 'none' }
  | { readonly kind: 'at'; readonly pointer: Pointer; readonly text: string }
  | { readonly kind: 'damaged'; readonly text: string };

export interface KeyringPointers {
  read(id: string): Promise<Result<Pointing, KeyringFailure>>;
  /** Makes the new pieces the value. On a failure the pointer is again what it was, at the latest before its next use. */
  flip(id: string, before: Pointing, to: Pointer): Promise<Result<void, KeyringFailure>>;
  remove(id: string): Promise<Result<boolean, KeyringFailure>>;
  /** Another pointer stands there than a moment ago: another process replaced the value. */
  moved(id: string, from: string): Promise<boolean>;
  /** A write was answered with a failure and may have landed, or may yet: nothing may be swept. */
  doubtful(id: string): boolean;
}

interface Doubt {
  readonly before: Pointing;
  readonly written: string;
}

export function createPointers(entries: KeyringEntries): KeyringPointers {
  const doubts = new Map<string, Doubt>();

  async function look(id: string): Promise<Result<Pointing, KeyringFailure>> {
    const got = await entries.read(id);
    return got.ok ? succeeded(pointingOf(got.value)) : got;
  }

  async function read(id: string): Promise<Result<Pointing, KeyringFailure>> {
    const doubt = doubts.get(id);
    if (doubt !== undefined) {
      const settled = await settle(id, doubt);
      if (!settled.ok) return settled;
    }
    return look(id);
  }

  async function flip(id: string, before: Pointing, to: Pointer): Promise<Result<void, KeyringFailure>> {
    const written = encodePointer(to);
    const wrote = await entries.write(id, written);
    const now = await look(id);
    // What counts is what stands there, not what the call said of it.
    if (now.ok && now.value.kind === 'at' && now.value.text === written) return done;
    const doubt: Doubt = { before, written };
    doubts.set(id, doubt);
    if (now.ok) await settle(id, doubt);
    return wrote.ok ? failed({ code: 'keyring-refused', reason: 'round-trip' }) : wrote;
  }

  async function settle(id: string, { before, written }: Doubt): Promise<Result<void, KeyringFailure>> {
    const now = await look(id);
    if (!now.ok) return now;
    // A good pointer that is not the one in doubt is another process's: it stays.
    const ours = now.value.kind === 'damaged' || (now.value.kind === 'at' && now.value.text === written);
    if (ours && textOf(now.value) !== textOf(before)) {
      const restored = before.kind === 'none' ? await entries.remove(id) : await entries.write(id, before.text);
      if (!restored.ok) return restored;
    }
    doubts.delete(id);
    return done;
  }

  async function remove(id: string): Promise<Result<boolean, KeyringFailure>> {
    const gone = await entries.remove(id);
    if (gone.ok) doubts.delete(id);
    return gone;
  }

  async function moved(id: string, from: string): Promise<boolean> {
    const now = await look(id);
    return now.ok && textOf(now.value) !== from;
  }

  return { read, flip, remove, moved, doubtful: (id) => doubts.has(id) };
}

const textOf = (pointing: Pointing): string | undefined => (pointing.kind === 'none' ? undefined : pointing.text);

function pointingOf(text: string | undefined): Pointing {
  if (text === undefined) return { kind: 'none' };
  const pointer = decodePointer(text);
  return pointer === undefined ? { kind: 'damaged', text } : { kind: 'at', pointer, text };
}
