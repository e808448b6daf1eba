import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { wordOf } from '../domain/json.ts';
import { unsettled } from '../domain/acts.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import type { ActContext, ActRefusal } from '../domain/provider.ts';

/** The text of elements by name, wherever they stand: the APIs have no two of one name that mean different things. */
export type Texts = (name: string) => readonly string[];

/** What an answer in XML holds. Undefined where it is none. */
export function textsIn(body: string): Texts | undefined {
  try {
    const { root } = parseXml(body);
    return root === null ? undefined : (name) => within(root, name);
  } catch {
    // The reader's message quotes what it read.
    return undefined;
  }
}

function within(element: XmlElement, name: string): readonly string[] {
  if (element.name === name) return [element.text.trim()];
  return element.children.flatMap((child) => (child instanceof XmlElement ? within(child, name) : []));
}

/** The issuer's own code, such as `InvalidClientTokenId`; only what looks like one is repeated. */
export function codeIn(texts: Texts): string | undefined {
  const [code] = texts('Code');
  return code !== undefined && /^[A-Za-z][A-Za-z.]{2,60}$/.test(code) ? wordOf(code) : undefined;
}

const THROTTLED = /^(?:Throttling|ThrottlingException|RequestLimitExceeded|TooManyRequestsException)$/;
export const isThrottled = (code: string | undefined): boolean => code !== undefined && THROTTLED.test(code);

/** A signature whose date was too far from the issuer's own clock. */
export const isMisdated = (code: string | undefined, texts: Texts): boolean =>
  code === 'RequestExpired' ||
  code === 'RequestTimeTooSkewed' ||
  (code === 'SignatureDoesNotMatch' &&
    texts('Message').some((text) => /signature (?:expired|not yet current)/i.test(text)));

export interface Done {
  readonly texts: Texts;
  readonly answer: HttpAnswer;
}

/** An answer that says yes; all else by what it means for an act. */
export function doneBy(outcome: HttpOutcome, { base }: ActContext): Result<Done, ActRefusal> {
  const quiet = unsettled(outcome, { base, speaks: 'xml' });
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  const texts = outcome.cut ? undefined : textsIn(outcome.body);
  if (outcome.status >= 300) return failed(refusalOf(outcome, texts));
  return texts === undefined ? failed({ kind: 'lost', cause: 'unexpected' }) : succeeded({ texts, answer: outcome });
}

/** What a person can do about it, where it is not plain from the code. */
const ADVICE: Readonly<Record<string, string>> = {
  LimitExceeded: 'LimitExceeded: this user has two keys already, and one has to be deleted first',
  AccessDenied: 'AccessDenied: the user may not manage its own keys',
};

const NO_PERMISSION = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;

function refusalOf({ status }: HttpAnswer, texts: Texts = () => []): ActRefusal {
  const code = codeIn(texts);
  if (isThrottled(code)) return { kind: 'again', cause: 'rate-limited' };
  if (isMisdated(code, texts)) return { kind: 'again', cause: 'unexpected' };
  const said = ADVICE[code ?? ''] ?? code ?? `status ${status}`;
  return { kind: 'no', why: NO_PERMISSION.test(code ?? '') ? 'permission' : 'other', said };
}
