import type { KeychainBinding } from '../../main/adapters/keychain-calls.ts';
import type { KeyringLook } from '../../main/adapters/secret-service.ts';
import type { KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded } from '../../shared/result.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import type { FakeMachine } from './fake-machine.ts';

/** `fail-write:N`: the N-th write from now on fails, once. `basic_text`: all there is would keep values in plain text. */
export type KeyringMode =
  | 'ok'
  | 'absent'
  | 'locked'
  | 'hang'
  | 'basic_text'
  | 'wincred'
  | 'gnome50'
  | `fail-write:${number}`;

export function keyringModeOf(text: string): KeyringMode | undefined {
  const plain = (['ok', 'absent', 'locked', 'hang', 'basic_text', 'wincred', 'gnome50'] as const).find(
    (mode) => mode === text,
  );
  const nth = /^fail-write:([1-9]\d{0,3})$/.exec(text)?.[1];
  return nth === undefined ? plain : `fail-write:${Number(nth)}`;
}

export interface FakeKeyring {
  /** Stands in for the native binding and for the look before each touch; the real adapter goes on top. */
  readonly binding: KeychainBinding;
  readonly look: KeyringLook;
  setMode(mode: KeyringMode): void;
  entries(): number;
  /** Reads that reached the keyring since the start. */
  reads(): number;
}

/** Windows keeps this much an entry, and counts two bytes a character. */
const MOST_WINCRED_BYTES = 2560;
/** With this many line ends in one value gnome-keyring once ruined its whole store. */
const RUINOUS_LINE_ENDS = 50;

type Locked = { readonly state: Exclude<KeyringState, { kind: 'ok' }>; readonly failure: KeyringFailure };

const NO_SERVICE: Locked = {
  state: { kind: 'absent', lack: 'no-service' },
  failure: { code: 'keyring-absent', lack: 'no-service' },
};
/** Where only plain text is on offer there is no keyring at all, whatever the offer calls itself. */
const SHUT: Readonly<Partial<Record<KeyringMode, Locked>>> = {
  absent: NO_SERVICE,
  basic_text: NO_SERVICE,
  locked: { state: { kind: 'locked' }, failure: { code: 'keyring-locked' } },
};

const BACKENDS: Readonly<Partial<Record<KeyringMode, string>>> = {
  wincred: 'Windows Credential Manager',
  gnome50: 'gnome-keyring',
};

/** A keychain in the machine's file that misbehaves as it is told to. */
export function createFakeKeyring(machine: FakeMachine, start: KeyringMode = 'ok'): FakeKeyring {
  let mode = start;
  let writesLeft = writesUntilFailure(start);
  let reads = 0;
  let answered = createGate(start === 'hang');

  const keep = (change: (entries: Record<string, string>) => void): void => {
    const entries = { ...machine.get().entries };
    change(entries);
    machine.set({ entries });
  };

  function checkWrite(value: string): void {
    if (mode === 'locked') throw new Error('Cannot create an item in a locked collection');
    if (mode === 'absent') throw new Error('The name org.freedesktop.secrets was not provided by any .service files');
    if (mode === 'wincred' && Buffer.byteLength(value, 'utf16le') > MOST_WINCRED_BYTES)
      throw new Error('The stub received bad data.');
    if ((writesLeft -= 1) === 0) throw new Error('The fake keyring was told to fail this write');
  }

  const binding: KeychainBinding = {
    async getPassword(_service, account) {
      reads += 1;
      await answered.opened;
      return mode === 'locked' ? null : (machine.get().entries[account] ?? null);
    },
    async setPassword(_service, account, value) {
      await answered.opened;
      checkWrite(value);
      if (mode === 'gnome50' && value.split('\n').length > RUINOUS_LINE_ENDS) machine.set({ entries: {} });
      else keep((entries) => void (entries[account] = value));
    },
    async deletePassword(_service, account) {
      await answered.opened;
      if (mode === 'locked' || machine.get().entries[account] === undefined) return false;
      keep((entries) => void delete entries[account]);
      return true;
    },
  };

  const look: KeyringLook = {
    state: async () => SHUT[mode]?.state ?? { kind: 'ok', backend: BACKENDS[mode] ?? 'fake keyring' },
    async writable() {
      const shut = SHUT[mode];
      return shut === undefined ? done : failed(shut.failure);
    },
    async item(account) {
      const shut = SHUT[mode];
      return shut === undefined ? succeeded(machine.get().entries[account] !== undefined) : failed(shut.failure);
    },
  };

  return {
    binding,
    look,
    setMode(next) {
      mode = next;
      writesLeft = writesUntilFailure(next);
      // The prompt that nobody saw was answered at last: what hung comes back.
      answered.open();
      answered = createGate(next === 'hang');
    },
    entries: () => Object.keys(machine.get().entries).length,
    reads: () => reads,
  };
}

function writesUntilFailure(mode: KeyringMode): number {
  return mode.startsWith('fail-write:') ? Number(mode.slice('fail-write:'.length)) : Infinity;
}

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

function createGate(isShut: boolean): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => void (open = resolve));
  if (!isShut) open();
  return { opened, open };
}
