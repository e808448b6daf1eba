import type { XEvent } from 'x11';
import type { Secret } from '../domain/secret.ts';
import type { XLink } from './x11-link.ts';

// Predefined by the protocol.
const [ATOM, INTEGER, STRING] = [4, 19, 31];

/** A value of ours on the clipboard, from the moment that the server named us its owner. */
export interface XOffer {
  readonly value: Secret;
  readonly link: XLink;
  /** The server's time of the taking over, milliseconds. */
  readonly since: number;
}

type Request = Extract<XEvent, { name: 'SelectionRequest' }>;

/** Answers one program's wish to paste, or to know what there is. The hint keeps the value out of clipboard histories. */
export function serveRequest({ value, link, since }: XOffer, request: Request): void {
  const { client, atoms } = link;
  const property = request.property === 0 ? request.target : request.property;
  const give = (type: number, unit: 8 | 32, data: Buffer | readonly number[]): true => {
    client.ChangeProperty(0, request.requestor, property, type, unit, data);
    return true;
  };
  const texts = [atoms.UTF8_STRING, atoms['text/plain;charset=utf-8'], atoms['text/plain']];
  const plain = value.use(isLatin1);
  const hint = atoms['x-kde-passwordManagerHint'];

  function serve(): boolean {
    const { target } = request;
    if (target === atoms.TARGETS)
      return give(ATOM, 32, [atoms.TARGETS, atoms.TIMESTAMP, ...texts, ...(plain ? [STRING] : []), hint]);
    if (target === atoms.TIMESTAMP) return give(INTEGER, 32, [since]);
    if (target === hint) return give(hint, 8, Buffer.from('secret'));
    if (texts.includes(target)) return value.use((text) => give(target, 8, Buffer.from(text, 'utf8')));
    if (target === STRING && plain) return value.use((text) => give(target, 8, Buffer.from(text, 'latin1')));
    return false;
  }

  const { requestor, selection, target, time } = request;
  const answer = {
    name: 'SelectionNotify',
    requestor,
    selection,
    target,
    time,
    property: serve() ? property : 0,
    seq: 0,
  } as const;
  client.SendEvent(requestor, false, 0, answer);
}

/** The old text target knows these characters alone. */
function isLatin1(text: string): boolean {
  return Buffer.from(text, 'latin1').toString('latin1') === text;
}
