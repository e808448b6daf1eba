import { expect, test } from 'vitest';
import { createPictureSender } from '../../main/electron/picture-sender.ts';
import { readPictures } from '../../renderer/picture-reader.ts';
import type { Snapshot, SnapshotMessage } from '../../shared/snapshot.ts';
import { NOW, viewOf } from './a-view.ts';
import { calmSurroundings } from '../support/calm-surroundings.ts';

const pictureOf = (count: number): Snapshot => ({
  version: 1,
  at: NOW,
  tokens: Array.from({ length: count }, (_, n) => viewOf(`token-${n}`, { kind: 'valid' })),
  ...calmSurroundings,
});

/** What a page is told when all that was said has come, in as many tellings as are awaited. */
async function across(said: readonly SnapshotMessage[], tellings: number): Promise<readonly SnapshotMessage[]> {
  const heard: SnapshotMessage[] = [];
  const read = readPictures((message) => void heard.push(message));
  const sender = createPictureSender((text) => {
    read(text);
    if (heard.at(-1)?.kind === 'whole') setImmediate(sender.rest);
  });
  said.forEach(sender.tell);
  while (heard.length < tellings) await new Promise((resolve) => setImmediate(resolve));
  return heard;
}

const change: SnapshotMessage = { kind: 'change', version: 2, at: NOW, tokens: [], gone: [] };
const names = (message: SnapshotMessage | undefined): readonly string[] =>
  message?.kind === 'whole' ? message.snapshot.tokens.map(({ token }) => token.label) : [];

test('a small picture comes as it is, once', async () => {
  const whole: SnapshotMessage = { kind: 'whole', snapshot: pictureOf(3) };
  expect(await across([whole, change], 2)).toEqual([whole, change]);
});

test('of a large one the worst come first, then all of it, then its changes', async () => {
  const dead = viewOf('dead', { kind: 'invalid' });
  const picture = pictureOf(5000);
  const [first, all, last] = await across(
    [{ kind: 'whole', snapshot: { ...picture, tokens: [...picture.tokens, dead] } }, change],
    3,
  );
  expect(names(first)).toHaveLength(200);
  expect(names(first)[0]).toBe('dead');
  expect(first).toMatchObject({ snapshot: { toCome: 4801 } });
  expect(names(all).toSorted()).toEqual([...names({ kind: 'whole', snapshot: picture }), 'dead'].toSorted());
  expect(all).toMatchObject({ snapshot: { version: 1, toCome: undefined } });
  expect(last).toEqual(change);
});
