import type { End } from '../../shared/lifetime.ts';
import { type Result, failed } from '../../shared/result.ts';
import { sessionBusSockets } from './bus-address.ts';
import { type BusCall, type BusFailure, type BusLink, type BusSignal, openLink } from './bus-link.ts';

/** The session bus over one shared connection, opened at need and closed when idle. Nothing here throws or prompts. */
export interface Bus {
  call(call: BusCall): Promise<Result<readonly unknown[], BusFailure>>;
  /** False where there is no bus to ask. */
  nameHasOwner(name: string): Promise<boolean>;
  /** Tells at first whether the name has an owner, then each change, also over a restart of the bus. */
  onNameOwner(name: string, listener: (owned: boolean) => void): End;
  /** Tells of each such signal of anybody's, also over a restart of the bus. */
  onSignal(signal: Signal, listener: (body: readonly unknown[]) => void): End;
  close(): void;
}

interface Signal {
  readonly interface: string;
  readonly member: string;
}

interface Listening extends Signal {
  readonly listener: (body: readonly unknown[]) => void;
}

interface Watch {
  readonly name: string;
  readonly listener: (owned: boolean) => void;
  told: boolean | undefined;
}

const IDLE_MS = 10_000;
const RECONNECT_MS = 5000;
const MOST_RECONNECT_MS = 300_000;

const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

const matchOf = (name: string): string =>
  `type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`;

export function connectBus(env: Readonly<Record<string, string | undefined>> = process.env): Bus {
  const watches = new Set<Watch>();
  const listenings = new Set<Listening>();
  let opening: Promise<BusLink | undefined> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let waitMs = RECONNECT_MS;
  let pending = 0;

  async function openFirst(onClosed: () => void): Promise<BusLink | undefined> {
    for (const socketPath of sessionBusSockets(env)) {
      const link = await openLink({ socketPath, onSignal: heard, onClosed });
      if (link !== undefined) return link;
    }
    return undefined;
  }

  function link(): Promise<BusLink | undefined> {
    if (opening !== undefined) return opening;
    // An old connection may close when a new one is in use already, and must not end that.
    const mine: Promise<BusLink | undefined> = openFirst(() => {
      if (opening === mine) lost();
    });
    opening = mine;
    void mine.then((open) => {
      if (open === undefined && opening === mine) lost();
    });
    return mine;
  }

  function lost(): void {
    opening = undefined;
    if (watches.size + listenings.size > 0) watchAgainLater();
  }

  async function call(asked: BusCall): Promise<Result<readonly unknown[], BusFailure>> {
    clearTimeout(idle);
    pending += 1;
    const open = await link();
    const result = open === undefined ? failed({ code: 'no-bus' } as const) : await open.call(asked);
    pending -= 1;
    closeWhenIdle();
    return result;
  }

  function closeWhenIdle(): void {
    clearTimeout(idle);
    if (pending > 0 || watches.size + listenings.size > 0 || opening === undefined) return;
    idle = setTimeout(close, IDLE_MS).unref();
  }

  function close(): void {
    clearTimeout(idle);
    clearTimeout(again);
    const was = opening;
    opening = undefined;
    void was?.then((open) => open?.close());
  }

  function heard({ interface: from, member, body }: BusSignal): void {
    for (const one of listenings) if (one.interface === from && one.member === member) one.listener(body);
    const [name, , owner] = body;
    if (from !== DAEMON.interface || member !== 'NameOwnerChanged') return;
    for (const watch of watches) if (watch.name === name) tell(watch, owner !== '');
  }

  async function nameHasOwner(name: string): Promise<boolean> {
    const answer = await call({ ...DAEMON, member: 'NameHasOwner', signature: 's', body: [name] });
    return answer.ok && answer.value[0] === true;
  }

  async function begin(watch: Watch): Promise<void> {
    const matched = await call({ ...DAEMON, member: 'AddMatch', signature: 's', body: [matchOf(watch.name)] });
    const owned = matched.ok && (await nameHasOwner(watch.name));
    if (watches.has(watch)) tell(watch, owned);
    if (matched.ok) waitMs = RECONNECT_MS;
    else watchAgainLater();
  }

  // The wait grows, for a machine with no bus will not have one a moment later.
  function watchAgainLater(): void {
    clearTimeout(again);
    again = setTimeout(() => {
      for (const watch of watches) void begin(watch);
      for (const one of listenings) void listen(one);
    }, waitMs).unref();
    waitMs = Math.min(waitMs * 2, MOST_RECONNECT_MS);
  }

  async function listen({ interface: from, member }: Signal): Promise<void> {
    const rule = `type='signal',interface='${from}',member='${member}'`;
    const matched = await call({ ...DAEMON, member: 'AddMatch', signature: 's', body: [rule] });
    if (!matched.ok) watchAgainLater();
  }

  function onSignal(signal: Signal, listener: Listening['listener']): End {
    const one = { ...signal, listener };
    listenings.add(one);
    void listen(one);
    return () => void listenings.delete(one);
  }

  function onNameOwner(name: string, listener: (owned: boolean) => void): End {
    const watch: Watch = { name, listener, told: undefined };
    watches.add(watch);
    void begin(watch);
    return () => {
      if (!watches.delete(watch)) return;
      if (watches.size === 0) clearTimeout(again);
      if (opening !== undefined) void call({ ...DAEMON, member: 'RemoveMatch', signature: 's', body: [matchOf(name)] });
    };
  }

  return { call, nameHasOwner, onNameOwner, onSignal, close };
}

function tell(watch: Watch, owned: boolean): void {
  if (watch.told === owned) return;
  watch.told = owned;
  watch.listener(owned);
}
