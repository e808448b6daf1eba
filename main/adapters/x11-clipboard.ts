import { createHash } from 'node:crypto';
import type { XEvent } from 'x11';
import type { ClipboardFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Clipboard, Offered } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import { inTime, openXLink, type XLink } from './x11-link.ts';
import { serveRequest, type XOffer } from './x11-offer.ts';

/** More than the longest value that is kept, in its longest encoding; what is longer is cut, and refused by its length. */
const MOST_WORDS = 65_536;

const is =
  <N extends XEvent['name']>(name: N) =>
  (event: XEvent): event is Extract<XEvent, { name: N }> =>
    event.name === name;

/**
 * The X11 clipboard. Text and the hint that hides it go out as one offer, which Electron's clipboard cannot do. That it is gone is
 * certain by the protocol: the content lives in this process, and the server forgets an owner that gives up or ends. A connection is
 * held only while there is something to serve.
 */
export function createX11Clipboard(display: string | undefined): Clipboard {
  let offer: XOffer | undefined;
  /** Of the value last read from another program: the only foreign one that `clear` may take away. */
  let seen: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: the steps of two must not mix. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function withLink<T>(
    work: (link: XLink) => Promise<Result<T, ClipboardFailure>>,
  ): Promise<Result<T, ClipboardFailure>> {
    const link = offer?.link ?? (display === undefined ? undefined : await openXLink(display));
    if (link === undefined) return failed({ code: 'no-desktop' });
    const result = await work(link);
    if (offer?.link !== link) link.close();
    return result;
  }

  async function take(link: XLink, value: Secret): Promise<Result<Offered, ClipboardFailure>> {
    const { client, window, atoms } = link;
    const since = await serverTime(link);
    if (since === undefined) return failed({ code: 'clipboard-refused' });
    const isNew = offer === undefined;
    offer = { value, link, since };
    if (isNew) listen(link);
    client.SetSelectionOwner(window, atoms.CLIPBOARD, since);
    if ((await ownerOf(link)) === window) return succeeded({ hidden: true, provable: true });
    drop(link);
    return failed({ code: 'clipboard-refused' });
  }

  function listen(link: XLink): void {
    link.onEvent((event) => {
      if (offer?.link !== link) return;
      if (event.name === 'SelectionRequest') serveRequest(offer, event);
      if (event.name === 'SelectionClear' && event.time >= offer.since) drop(link);
    });
    link.onLost(() => drop(link));
  }

  function drop(link: XLink): void {
    if (offer?.link !== link) return;
    offer = undefined;
    link.close();
  }

  async function readForeign(link: XLink): Promise<Result<Secret | undefined, ClipboardFailure>> {
    const text = await transfer(link);
    seen = text === undefined || text === '' ? undefined : markOf(text);
    return succeeded(text === undefined || text === '' ? undefined : new Secret(text));
  }

  async function clearForeign(link: XLink): Promise<Result<void, ClipboardFailure>> {
    const text = await transfer(link);
    if (text === undefined || seen !== markOf(text)) return done;
    seen = undefined;
    const since = await serverTime(link);
    if (since === undefined) return failed({ code: 'clipboard-refused' });
    // To own it for a moment is the protocol's way to take it from another.
    link.client.SetSelectionOwner(link.window, link.atoms.CLIPBOARD, since);
    return giveUp(link, since);
  }

  return {
    offer: (value) => inTurn(() => withLink((link) => take(link, value))),
    read: () =>
      inTurn<Result<Secret | undefined, ClipboardFailure>>(async () =>
        offer === undefined ? withLink(readForeign) : succeeded(offer.value),
      ),
    clear: () =>
      inTurn<Result<void, ClipboardFailure>>(async () => {
        if (offer === undefined) return seen === undefined ? done : withLink(clearForeign);
        const { link, since } = offer;
        const given = await giveUp(link, since);
        if (given.ok) drop(link);
        return given;
      }),
  };
}

/** With the time of our own taking over: the server ignores it when somebody has taken the clipboard since. */
async function giveUp(link: XLink, since: number): Promise<Result<void, ClipboardFailure>> {
  link.client.SetSelectionOwner(0, link.atoms.CLIPBOARD, since);
  const owner = await ownerOf(link);
  return owner === undefined || owner === link.window ? failed({ code: 'clipboard-refused' }) : done;
}

function ownerOf({ client, atoms }: XLink): Promise<number | undefined> {
  return inTime((resolve) =>
    client.GetSelectionOwner(atoms.CLIPBOARD, (error, owner) => resolve(error === null ? owner : undefined)),
  );
}

/** The server's clock, which it tells with any change of a property. The order of owners is kept by it. */
async function serverTime(link: XLink): Promise<number | undefined> {
  const told = link.next(is('PropertyNotify'));
  link.client.ChangeProperty(2, link.window, link.atoms.TOKENKEEP_TRANSFER, link.atoms.UTF8_STRING, 8, Buffer.alloc(0));
  return (await told)?.time;
}

/** The clipboard's text; undefined where it holds none, or its owner does not answer in time. */
async function transfer(link: XLink): Promise<string | undefined> {
  const { client, window, atoms } = link;
  const told = link.next(is('SelectionNotify'));
  client.ConvertSelection(window, atoms.CLIPBOARD, atoms.UTF8_STRING, atoms.TOKENKEEP_TRANSFER, 0);
  const notice = await told;
  if (notice === undefined || notice.property === 0) return undefined;
  const property = await inTime<Buffer>((resolve) =>
    client.GetProperty(1, window, atoms.TOKENKEEP_TRANSFER, 0, 0, MOST_WORDS, (error, got) =>
      // Another type means a transfer in instalments: of more than is ever kept.
      resolve(error === null && got.type === atoms.UTF8_STRING ? got.data : undefined),
    ),
  );
  return property?.toString('utf8');
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex');
