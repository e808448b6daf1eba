import type { FileFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Clock } from '../domain/ports.ts';
import type { CopyMaking } from './copy-making.ts';
import { fileCopies, type FileCopies } from './file-copies.ts';
import { createSealer } from './seal-file.ts';
import { loadState, type Loaded, type Loading } from './store-load.ts';
import { createSaving } from './store-save.ts';

/** How long a write that failed waits before it is tried again by itself. */
const RETRY_MS = 30_000;

export interface StoreAsk<T> extends Omit<Loading<T>, 'copies'> {
  readonly folder: string;
  /** `catalog` is kept in `catalog.json`. */
  readonly name: string;
  readonly making: CopyMaking;
  readonly clock: Clock;
}

export interface StoreFile<T> {
  get(): T;
  /**
   * The state from now on; resolves when it is on disk. States set while a write is under way share the next one. Where it cannot be
   * written the state stands in memory, the caller is told, and it is tried again with the next change or in half a minute.
   */
  set(state: T): Promise<Result<void, FileFailure>>;
  troubles(): readonly FileFailure[];
  /** Waits for what is under way, tries once more what could not be written, and stops: who opens the file next must be alone with it. */
  end(): Promise<void>;
}

/** Only ever opened under the vault's lock: two writers of one file would each keep half of the copies. */
export function openStoreFile<T>(ask: StoreAsk<T>): Result<StoreFile<T>, FileFailure> {
  const copies = fileCopies(ask.folder, ask.name);
  const loaded = loadState({ ...ask, copies });
  if (!loaded.ok) return failed(loaded.failure);
  return succeeded(createStoreFile(ask, copies, loaded.value));
}

function createStoreFile<T>(ask: StoreAsk<T>, copies: FileCopies, loaded: Loaded<T>): StoreFile<T> {
  const damage = [...loaded.troubles];
  const verified = new Set(loaded.verified);
  let state = loaded.state;
  const save = createSaving({
    copies,
    verified,
    making: ask.making,
    clock: ask.clock,
    marks: ask.whenLost === 'refuse',
    onDamage: () => damage.push({ code: 'file-damaged', file: copies.file }),
  });
  const seal = createSealer(ask.codec.version);
  const over = failed<FileFailure>({ code: 'file-unwritable', file: copies.file, reason: 'ENDED' });
  const writer = createWriter(() => save(seal(ask.codec.encode(state))), over);
  return {
    get: () => state,
    set(next) {
      state = next;
      return writer.write();
    },
    troubles: () => [...damage, ...writer.trouble()],
    end: writer.end,
  };
}

type Outcome = Result<void, FileFailure>;

interface Writer {
  write(): Promise<Outcome>;
  trouble(): readonly FileFailure[];
  end(): Promise<void>;
}

/** One write at a time; whoever asks meanwhile shares the next. */
function createWriter(save: () => Promise<Outcome>, over: Outcome): Writer {
  let waiting: ((outcome: Outcome) => void)[] = [];
  let running: Promise<void> | undefined;
  let latest: Outcome = done;
  let again: NodeJS.Timeout | undefined;
  let isOver = false;

  const run = async (): Promise<void> => {
    // Lets every change of this moment in before the state is spelled out.
    await Promise.resolve();
    while (waiting.length > 0) {
      const served = waiting;
      waiting = [];
      clearTimeout(again);
      latest = await save();
      if (!latest.ok) again = setTimeout(() => void write(), RETRY_MS).unref();
      for (const tell of served) tell(latest);
    }
    running = undefined;
  };
  const write = async (): Promise<Outcome> =>
    isOver
      ? over
      : await new Promise((resolve) => {
          waiting.push(resolve);
          running ??= run();
        });
  return {
    write,
    trouble: () => (latest.ok ? [] : [latest.failure]),
    async end() {
      await running;
      if (!latest.ok) await write();
      clearTimeout(again);
      isOver = true;
    },
  };
}
