import { later, type Instant } from '../../../shared/time.ts';
import type { Scope, TokenWarning } from '../../../shared/token.ts';
import { expiryOfLength, expiryOfSeconds, expiryOfText, type ReadExpiry } from '../../domain/expiry.ts';
import { clockDrift } from '../../domain/outcome.ts';
import { wordOf, wordsOf } from '../../domain/json.ts';
import type { HttpAnswer } from '../../domain/http-port.ts';
import type { Facts } from '../../domain/provider.ts';
import { tooWide } from '../../domain/scopes.ts';

const NEVER: ReadExpiry = { expiry: { kind: 'never', source: 'issuer' }, warnings: [] };

/** An end as issuers spell it: a date, a date and time with a zone, or seconds since 1970. */
export const endOf = (value: unknown): ReadExpiry =>
  typeof value === 'string' && /^\d{9,11}$/.test(value)
    ? expiryOfSeconds(Number(value), 'issuer')
    : typeof value === 'number'
      ? expiryOfSeconds(value, 'issuer')
      : expiryOfText(value, 'issuer');

/** The same, where the issuer's documentation says that one left out, null or empty means that there is no end. */
export const endOrNever = (value: unknown): ReadExpiry =>
  value === undefined || value === null || value === '' ? NEVER : endOf(value);

/** Milliseconds since 1970. */
export const endOfMillis = (value: unknown): ReadExpiry =>
  expiryOfSeconds(typeof value === 'number' ? value / 1000 : undefined, 'issuer');

/** Seconds from the answer on, by the issuer's clock. */
export const endAfter = (value: unknown, answer: HttpAnswer): ReadExpiry =>
  expiryOfLength(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value, toldAt(answer), 'issuer');

/** The moment of an answer by its issuer's clock, as far as that is known. */
export const toldAt = (answer: HttpAnswer): Instant => later(answer.at, clockDrift(answer));

interface Learning {
  readonly ends?: ReadExpiry | undefined;
  /** As the issuer spells them: a list, or one text. */
  readonly scopes?: unknown;
  /** Scopes that give more than a tool should hold; a `*` at the end stands for all that begin so. */
  readonly wide?: readonly Scope[] | undefined;
  readonly subject?: unknown;
  readonly issuerId?: unknown;
  readonly issuedAt?: unknown;
  readonly audience?: unknown;
  /** By the issuer's word nothing limits what it may do, or from where. */
  readonly unrestricted?: boolean | undefined;
  readonly warnings?: readonly TokenWarning[] | undefined;
}

/** What an answer taught, out of what it may have said. */
export function learned(told: Learning): Facts {
  const scopes = wordsOf(told.scopes);
  const issued = endOf(told.issuedAt).expiry;
  return {
    ...(told.ends === undefined ? {} : { expiry: told.ends.expiry }),
    scopes,
    subject: wordOf(told.subject),
    issuerId: wordOf(told.issuerId),
    issuedAt: issued.kind === 'at' ? issued.at : undefined,
    audience: wordsOf(told.audience),
    warnings: [
      ...(told.ends?.warnings ?? []),
      ...tooWide(scopes ?? [], told.wide ?? []),
      ...(told.unrestricted === true ? [{ code: 'unrestricted' } as const] : []),
      ...(told.warnings ?? []),
    ],
  };
}
