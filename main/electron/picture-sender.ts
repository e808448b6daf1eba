import type { End } from '../../shared/lifetime.ts';
import type { PictureMessage, SnapshotMessage } from '../../shared/snapshot.ts';

/** So many tokens are spelled in a few milliseconds. */
const MOST_TOKENS = 2000;

/**
 * Sends each message as text, in its order, a large one in parts with room between them: nothing else waits for more than a part. Gives back
 * what to tell and how to end.
 */
export function createPictureSender(send: (text: string) => void): {
  readonly tell: (message: SnapshotMessage) => void;
  readonly end: End;
} {
  let waiting: PictureMessage[] = [];
  let isSending = false;

  function next(): void {
    const [part, ...rest] = waiting;
    waiting = rest;
    isSending = part !== undefined;
    if (part === undefined) return;
    send(JSON.stringify(part));
    setImmediate(next);
  }

  return {
    tell(message) {
      waiting.push(...partsOf(message));
      if (!isSending) next();
    },
    end() {
      waiting = [];
    },
  };
}

function partsOf(message: SnapshotMessage): readonly PictureMessage[] {
  if (message.kind !== 'whole') return [message];
  const { tokens } = message.snapshot;
  const parts: PictureMessage[] = [];
  let at = 0;
  for (; at + MOST_TOKENS < tokens.length; at += MOST_TOKENS)
    parts.push({ kind: 'part', tokens: tokens.slice(at, at + MOST_TOKENS) });
  return [...parts, { kind: 'whole', snapshot: { ...message.snapshot, tokens: tokens.slice(at) } }];
}
