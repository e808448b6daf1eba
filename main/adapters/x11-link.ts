import type { XClient, XEvent } from 'x11';

const DEADLINE_MS = 2000;

const ATOMS = [
  'CLIPBOARD',
  'TARGETS',
  'TIMESTAMP',
  'UTF8_STRING',
  'text/plain;charset=utf-8',
  'text/plain',
  'x-kde-passwordManagerHint',
  'TOKENKEEP_TRANSFER',
] as const;

export type AtomName = (typeof ATOMS)[number];

/** A connection to the X server with one window that is never shown, which is what owns a selection and is sent events. */
export interface XLink {
  readonly client: XClient;
  readonly window: number;
  readonly atoms: Readonly<Record<AtomName, number>>;
  /** The next event that `wanted` takes; undefined where none comes in time. */
  next<E extends XEvent>(wanted: (event: XEvent) => event is E): Promise<E | undefined>;
  /** Every event; one listener. */
  onEvent(listener: (event: XEvent) => void): void;
  onLost(listener: () => void): void;
  close(): void;
}

/** Undefined where there is no X server, or none that answers in time. The package is loaded when it is first needed. */
export async function openXLink(display: string): Promise<XLink | undefined> {
  const { createClient, eventMask } = await import('x11');
  return inTime<XLink>((resolve) => {
    try {
      // Small requests do: the longest value fits into an ordinary one.
      const client = createClient({ display, disableBigRequests: true }, (error, made) => {
        if (error !== null && error !== undefined) return resolve(undefined);
        const window = client.AllocID();
        client.CreateWindow(window, made.screen[0].root, 0, 0, 1, 1, 0, 0, 0, 0, {
          eventMask: eventMask.PropertyChange,
        });
        void internAll(client).then((atoms) => resolve(linkOf(client, window, atoms)));
      });
      // A program that asked for our selection may be gone when it is answered: the server's complaint means nothing to us.
      client.on('error', () => resolve(undefined));
    } catch {
      // A display whose name makes no sense is thrown at once.
      resolve(undefined);
    }
  });
}

async function internAll(client: XClient): Promise<Record<AtomName, number>> {
  const pairs = ATOMS.map(async (name) => {
    const atom = await new Promise<number>((resolve) =>
      client.InternAtom(false, name, (_error, value) => resolve(value)),
    );
    return [name, atom] as const;
  });
  return Object.fromEntries(await Promise.all(pairs)) as Record<AtomName, number>;
}

function linkOf(client: XClient, window: number, atoms: Record<AtomName, number>): XLink {
  const listeners = new Set<(event: XEvent) => void>();
  client.on('event', (event) => {
    for (const listener of listeners) listener(event);
  });
  return {
    client,
    window,
    atoms,
    async next(wanted) {
      let end = (): void => {};
      const found = await inTime<Parameters<typeof wanted>[0]>((resolve) => {
        const listener = (event: XEvent): void => (wanted(event) ? resolve(event) : undefined);
        listeners.add(listener);
        end = () => listeners.delete(listener);
      });
      end();
      return found !== undefined && wanted(found) ? found : undefined;
    },
    onEvent: (listener) => void listeners.add(listener),
    onLost: (listener) => client.on('end', listener),
    close: () => client.terminate(),
  };
}

export function inTime<T>(begin: (resolve: (value: T | undefined) => void) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, DEADLINE_MS, undefined);
    begin((value) => {
      clearTimeout(late);
      resolve(value);
    });
  });
}
