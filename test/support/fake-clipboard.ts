import { createHash } from 'node:crypto';
import { done, succeeded } from '../../shared/result.ts';
import type { Clipboard } from '../../main/domain/ports.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { FakeMachine } from './fake-machine.ts';

export const clipboardModes = ['ok', 'wayland-unfocused'] as const;
export type ClipboardMode = (typeof clipboardModes)[number];

const HINT = 'x-kde-passwordManagerHint';

export interface FakeClipboard extends Clipboard {
  mode: ClipboardMode;
  /** The user copies something. */
  userCopies(text: string): void;
  report(): {
    readonly true: string;
    readonly seenByApp: string;
    readonly formats: readonly string[];
    readonly history: readonly string[];
  };
}

/**
 * A clipboard with a history keeper beside it that honours the hint for passwords. `wayland-unfocused` drops the app's writes, while the
 * app's own read answers with what it last wrote.
 */
export function createFakeClipboard(machine: FakeMachine, mode: ClipboardMode = 'ok'): FakeClipboard {
  const history: string[] = [];
  let formats: readonly string[] = machine.get().clipboard === '' ? [] : ['text/plain'];
  let lastWritten: string | undefined;
  let mark: string | undefined;

  const seenByApp = () =>
    clipboard.mode === 'ok' ? machine.get().clipboard : (lastWritten ?? machine.get().clipboard);

  function write(text: string, offered: readonly string[]): void {
    lastWritten = text;
    if (clipboard.mode !== 'ok') return;
    machine.set({ clipboard: text });
    formats = offered;
  }

  const clipboard: FakeClipboard = {
    mode,
    async offer(value) {
      const isProvable = clipboard.mode === 'ok';
      value.use((text) => write(text, ['text/plain', HINT]));
      mark = value.use(markOf);
      return succeeded({ hidden: isProvable, provable: isProvable });
    },
    async read() {
      const text = seenByApp();
      mark = markOf(text);
      return succeeded(text === '' ? undefined : new Secret(text));
    },
    async clear() {
      if (markOf(seenByApp()) === mark) write('', []);
      return done;
    },
    userCopies(text) {
      lastWritten = undefined;
      machine.set({ clipboard: text });
      formats = ['text/plain'];
      history.push(text);
    },
    report: () => ({ true: machine.get().clipboard, seenByApp: seenByApp(), formats, history }),
  };
  return clipboard;
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex');
