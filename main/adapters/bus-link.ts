import { type Socket, connect } from 'node:net';
import { type Result, failed, succeeded } from '../../shared/result.ts';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** 2 s unless told. */
  readonly deadlineMs?: number;
}

/** `refused` carries the D-Bus error name, such as `org.freedesktop.DBus.Error.ServiceUnknown`. */
export type BusFailure =
  | { readonly code: 'no-bus' }
  | { readonly code: 'silent' }
  | { readonly code: 'refused'; readonly name: string };

export interface BusSignal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** One connection to a bus, from handshake to close. */
export interface BusLink {
  call(call: BusCall): Promise<Result<readonly unknown[], BusFailure>>;
  close(): void;
}

/** As the library hands it over; the bus itself has checked the frame. */
interface Message {
  readonly type: number;
  readonly replySerial?: number;
  readonly errorName?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly body?: readonly unknown[];
}

interface Connection {
  message(message: Readonly<Record<string, unknown>>): void;
  on(event: 'message', listener: (message: Message) => void): void;
  on(event: 'connect' | 'error' | 'end', listener: () => void): void;
}

interface Library {
  createConnection(options: { readonly stream: Socket; readonly authMethods: readonly string[] }): Connection;
}

interface Waiting {
  settle(result: Result<readonly unknown[], BusFailure>): void;
}

export const BUS_DEADLINE_MS = 2000;
const RETURN = 2;
const ERROR = 3;
const SIGNAL = 4;

/** The library's own types leave out what is used here. It is loaded at first use: most starts need it, none need it at once. */
async function loadLibrary(): Promise<Library> {
  const loaded = (await import('@httptoolkit/dbus-native')) as unknown as Library & { readonly default?: Library };
  return loaded.default ?? loaded;
}

interface Opening {
  readonly socketPath: string;
  onSignal(signal: BusSignal): void;
  onClosed(): void;
}

/** Undefined where nothing answers at that socket within the deadline. */
export async function openLink({ socketPath, onSignal, onClosed }: Opening): Promise<BusLink | undefined> {
  const { createConnection } = await loadLibrary();
  const socket = connect(socketPath);
  const waiting = new Map<number, Waiting>();
  let closed = false;
  let serial = 0;
  socket.once('close', () => {
    closed = true;
    for (const each of waiting.values()) each.settle(failed({ code: 'no-bus' }));
    onClosed();
  });
  const connection = createConnection({ stream: socket, authMethods: ['EXTERNAL'] });
  connection.on('error', () => socket.destroy());
  connection.on('end', () => socket.destroy());
  connection.on('message', (message) => {
    if (message.type === SIGNAL) onSignal(signalOf(message));
    else if (message.type === RETURN || message.type === ERROR)
      waiting.get(message.replySerial ?? 0)?.settle(outcomeOf(message));
  });

  function call({ deadlineMs = BUS_DEADLINE_MS, ...fields }: BusCall): Promise<Result<readonly unknown[], BusFailure>> {
    if (closed) return Promise.resolve(failed({ code: 'no-bus' }));
    serial += 1;
    const own = serial;
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(failed({ code: 'silent' })), deadlineMs);
      function settle(result: Result<readonly unknown[], BusFailure>): void {
        clearTimeout(timer);
        waiting.delete(own);
        // A connection that waits for nothing must not keep a finished program alive.
        if (waiting.size === 0) socket.unref();
        resolve(result);
      }
      waiting.set(own, { settle });
      socket.ref();
      connection.message({ type: 1, serial: own, ...fields });
    });
  }

  const link: BusLink = { call, close: () => socket.destroy() };
  const hello = await call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'Hello',
  });
  if (hello.ok) return link;
  link.close();
  return undefined;
}

function outcomeOf(message: Message): Result<readonly unknown[], BusFailure> {
  return message.type === RETURN
    ? succeeded(message.body ?? [])
    : failed({ code: 'refused', name: message.errorName ?? '' });
}

function signalOf({ path = '', interface: from = '', member = '', body = [] }: Message): BusSignal {
  return { path, interface: from, member, body };
}
