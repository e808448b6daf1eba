import { clipboard, ClipboardItem } from 'electron';
import { createHash } from 'node:crypto';
import { done, failed, succeeded } from '../../shared/result.ts';
import type { Clipboard } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';

interface ClipboardNeeds {
  /**
   * Reads the clipboard by another program, where ours cannot be believed: on Wayland Electron's write may be dropped while its own
   * read returns what was written. Undefined where there is no such program, or it does not answer.
   */
  readonly readElsewhere?: (() => Promise<string | undefined>) | undefined;
}

/** Electron's clipboard. Its calls answer at once up to some version and by promise from another; both are awaited. */
export function createElectronClipboard({ readElsewhere }: ClipboardNeeds): Clipboard {
  /** Of the value last offered or read: the only one that `clear` may take away. */
  let mark: string | undefined;
  const read = async (): Promise<string> => (await readElsewhere?.()) ?? (await clipboard.readText());

  return {
    async offer(value) {
      const hidden = await value.use(write);
      mark = value.use(markOf);
      if (readElsewhere === undefined) return succeeded({ hidden, provable: true });
      const seen = await readElsewhere();
      if (seen !== undefined && markOf(seen) !== mark) return failed({ code: 'clipboard-refused' });
      return succeeded({ hidden, provable: seen !== undefined });
    },
    async read() {
      const text = await read();
      mark = text === '' ? undefined : markOf(text);
      return succeeded(text === '' ? undefined : new Secret(text));
    },
    async clear() {
      if (mark === undefined || markOf(await read()) !== mark) return done;
      clipboard.clear();
      const still = readElsewhere !== undefined && markOf(await read()) === mark;
      if (still) return failed({ code: 'clipboard-refused' });
      mark = undefined;
      return done;
    },
  };
}

/** Formats that ask clipboard histories to look away, each with what it must hold. */
const HIDING: Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array<ArrayBuffer>>>>> = {
  // https://nspasteboard.org
  darwin: { 'org.nspasteboard.ConcealedType': new Uint8Array(1) },
  // https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: new Uint8Array(4),
    CanIncludeInClipboardHistory: new Uint8Array(4),
    CanUploadToCloudClipboard: new Uint8Array(4),
  },
};

/** True where value and hiding formats went out as one. An older Electron writes one format at a time, each replacing the last. */
async function write(text: string): Promise<boolean> {
  const hiding = HIDING[process.platform];
  if (hiding === undefined || typeof ClipboardItem !== 'function') {
    await clipboard.writeText(text);
    return false;
  }
  const formats = Object.entries(hiding).map(
    ([name, bytes]) => [`electron application/osclipboard;format="${name}"`, new Blob([bytes])] as const,
  );
  await clipboard.write([new ClipboardItem({ 'text/plain': text, ...Object.fromEntries(formats) })]);
  return true;
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex');
