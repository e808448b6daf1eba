import { describe, expect, test } from 'vitest';
import { watchSnapshots } from '../../renderer/watch-snapshots.ts';
import type { Snapshot, SnapshotMessage } from '../../shared/snapshot.ts';
import { tokenId } from '../../shared/token.ts';
import { NOW, viewOf } from './a-view.ts';
import { calmSurroundings } from '../support/calm-surroundings.ts';

const tokens = [viewOf('a', { kind: 'valid' }), viewOf('b', { kind: 'valid' })];

function whole(version: number): SnapshotMessage {
  return { kind: 'whole', snapshot: { ...calmSurroundings, version, at: NOW, tokens } };
}

const change = (version: number, gone: string): SnapshotMessage => ({
  kind: 'change',
  version,
  at: NOW,
  tokens: [],
  gone: [tokenId(gone)],
});

/** A main process that says what it is told to, and counts who listens. */
function talkingMain() {
  const listeners: ((message: SnapshotMessage) => void)[] = [];
  let begun = 0;
  return {
    say: (message: SnapshotMessage) => [...listeners].forEach((listener) => listener(message)),
    begun: () => begun,
    listening: () => listeners.length,
    watch(listener: (message: SnapshotMessage) => void) {
      begun += 1;
      listeners.push(listener);
      return () => void listeners.splice(listeners.indexOf(listener), 1);
    },
  };
}

function watching() {
  const main = talkingMain();
  const seen: Snapshot[] = [];
  const end = watchSnapshots(main, (snapshot) => seen.push(snapshot));
  return { main, seen, end, labels: () => seen.at(-1)?.tokens.map(({ token }) => token.label) };
}

describe('the picture in the window', () => {
  test('is the whole one, and then each change of it', () => {
    const { main, labels } = watching();
    main.say(whole(4));
    expect(labels()).toEqual(['a', 'b']);
    main.say(change(5, 'a'));
    expect(labels()).toEqual(['b']);
  });

  test('is asked for again, once, when a change was missed', () => {
    const { main, labels } = watching();
    main.say(whole(4));
    main.say(change(7, 'a'));
    main.say(change(8, 'b'));
    expect(main.begun()).toBe(2);
    expect(main.listening()).toBe(1);
    expect(labels()).toEqual(['a', 'b']);
    main.say(whole(8));
    main.say(change(9, 'b'));
    expect(labels()).toEqual(['a']);
  });

  test('stands still when nobody watches any more', () => {
    const { main, seen, end } = watching();
    main.say(whole(4));
    end();
    expect(main.listening()).toBe(0);
    expect(seen).toHaveLength(1);
  });
});
