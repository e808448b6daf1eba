import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Obviously no token of an issuer, and guessed by nobody. */
export const freshHandle = (): string => `tokenkeep_handle_${randomBytes(24).toString('base64url')}`;

/** The headers in which a tool shows the handle where it would show the token: bare, after a word such as `Bearer`, or within HTTP Basic. */
export function headersWith(handle: string, headers: IncomingHttpHeaders): readonly string[] {
  return Object.entries(headers)
    .filter(([, value]) => typeof value === 'string' && wordsIn(value).some((word) => isSame(word, handle)))
    .map(([name]) => name);
}

function wordsIn(value: string): readonly string[] {
  const [first = '', second] = value.trim().split(/\s+/);
  if (second === undefined) return [first];
  if (!/^basic$/i.test(first)) return [second];
  const pair = Buffer.from(second, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon === -1 ? [pair] : [pair.slice(0, colon), pair.slice(colon + 1)];
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
