import type { End } from '../../shared/lifetime.ts';
import { worstFirst } from '../../shared/order.ts';
import type { PictureMessage, Snapshot, SnapshotMessage, TokenView } from '../../shared/snapshot.ts';

/** Enough for all that a first glance shows, and spelled in a few milliseconds. */
const FIRST_TOKENS = 200;
const MORE_TOKENS = 2000;

interface PictureSender {
  readonly tell: (message: SnapshotMessage) => void;
  /** The page has shown what it has, and has time for more. */
  readonly rest: () => void;
  readonly end: End;
}

/**
 * Sends each message as text, in its order. A whole picture with many tokens goes in parts: the worst and what ends soonest come first, the
 * rest when the page asks for it, with room between the parts so that nothing else waits for long.
 */
export function createPictureSender(send: (text: string) => void): PictureSender {
  let waiting: PictureMessage[] = [];
  let isSending = false;
  let isHeld = false;

  function next(): void {
    const [part, ...later] = waiting;
    isSending = part !== undefined && !(isHeld && part.kind === 'more');
    if (part === undefined || !isSending) return;
    waiting = later;
    send(JSON.stringify(part));
    setImmediate(next);
  }

  function go(): void {
    if (!isSending) next();
  }

  return {
    tell(message) {
      const parts = message.kind === 'whole' ? partsOf(message.snapshot) : [message];
      isHeld ||= parts.length > 1;
      waiting.push(...parts);
      go();
    },
    rest() {
      isHeld = false;
      go();
    },
    end() {
      waiting = [];
    },
  };
}

function partsOf(snapshot: Snapshot): readonly PictureMessage[] {
  const { tokens } = snapshot;
  if (tokens.length <= FIRST_TOKENS) return [{ kind: 'whole', snapshot }];
  const first = worstOf(tokens, FIRST_TOKENS);
  const isFirst = new Set(first);
  const rest = tokens.filter((view) => !isFirst.has(view));
  const parts: PictureMessage[] = [{ kind: 'whole', snapshot: { ...snapshot, tokens: first, toCome: rest.length } }];
  for (let at = 0; at < rest.length; at += MORE_TOKENS)
    parts.push({ kind: 'more', tokens: rest.slice(at, at + MORE_TOKENS) });
  return parts;
}

/** The worst so many, in their order: a tenth of what it takes to put all of them in order. */
function worstOf(tokens: readonly TokenView[], most: number): readonly TokenView[] {
  const worst: TokenView[] = [];
  for (const view of tokens) {
    const last = worst[most - 1];
    if (last !== undefined && worstFirst(view, last) >= 0) continue;
    let [low, high] = [0, worst.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (worstFirst(view, worst[middle] ?? view) < 0) high = middle;
      else low = middle + 1;
    }
    worst.splice(low, 0, view);
    worst.length = Math.min(worst.length, most);
  }
  return worst;
}
