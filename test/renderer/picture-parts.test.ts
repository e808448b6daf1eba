import { expect, test } from 'vitest';
import { createPictureSender } from '../../main/electron/picture-sender.ts';
import { readPictures } from '../../renderer/picture-reader.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Snapshot, SnapshotMessage } from '../../shared/snapshot.ts';
import { NOW, viewOf } from './a-view.ts';

const pictureOf = (count: number): Snapshot => ({
  version: 1,
  at: NOW,
  tokens: Array.from({ length: count }, (_, n) => viewOf(`token-${n}`, { kind: 'valid' })),
  tray: 'shown',
  language: 'en',
  keyring: { kind: 'ok', backend: 'test' },
  settings: defaultSettings,
  notices: [],
  checking: [],
  troubles: [],
  providers: [],
  grants: [],
  leases: [],
  questions: [],
});

/** What a page is told, and how many texts it took, when all that was said has come. */
async function across(said: readonly SnapshotMessage[]) {
  const heard: SnapshotMessage[] = [];
  let texts = 0;
  const read = readPictures((message) => void heard.push(message));
  const sender = createPictureSender((text) => {
    texts += 1;
    read(text);
  });
  said.forEach(sender.tell);
  while (heard.length < said.length) await new Promise((resolve) => setImmediate(resolve));
  return { heard, texts };
}

const change: SnapshotMessage = { kind: 'change', version: 2, at: NOW, tokens: [], gone: [] };

test('a small picture comes as it is, in one piece', async () => {
  const whole: SnapshotMessage = { kind: 'whole', snapshot: pictureOf(3) };
  expect(await across([whole, change])).toEqual({ heard: [whole, change], texts: 2 });
});

test('a large one comes in parts, is told once when all of it is there, and its changes come after it', async () => {
  const whole: SnapshotMessage = { kind: 'whole', snapshot: pictureOf(5000) };
  expect(await across([whole, change])).toEqual({ heard: [whole, change], texts: 4 });
});
