import type { PictureMessage, Snapshot, SnapshotMessage, TokenView } from '../shared/snapshot.ts';

/** Reads the texts that pictures come in. A large one is told twice: as far as it has come at first, and when all of it is there. */
export function readPictures(tell: (message: SnapshotMessage) => void): (text: string) => void {
  let first: Snapshot | undefined;
  let tokens: TokenView[] = [];
  return (text) => {
    const message: PictureMessage = JSON.parse(text);
    if (message.kind === 'whole') {
      first = message.snapshot;
      tokens = [...first.tokens];
    }
    if (message.kind !== 'more') return tell(message);
    tokens.push(...message.tokens);
    if (first === undefined || tokens.length < first.tokens.length + (first.toCome ?? 0)) return;
    const whole = { ...first, tokens, toCome: undefined };
    [first, tokens] = [undefined, []];
    tell({ kind: 'whole', snapshot: whole });
  };
}
