import type { PictureMessage, SnapshotMessage, TokenView } from '../shared/snapshot.ts';

/** Reads the texts that a picture comes in; tells each message when all of it is there. */
export function readPictures(tell: (message: SnapshotMessage) => void): (text: string) => void {
  let before: TokenView[] = [];
  return (text) => {
    const message: PictureMessage = JSON.parse(text);
    if (message.kind === 'part') return void before.push(...message.tokens);
    if (message.kind === 'change' || before.length === 0) return tell(message);
    const tokens = [...before, ...message.snapshot.tokens];
    before = [];
    tell({ kind: 'whole', snapshot: { ...message.snapshot, tokens } });
  };
}
