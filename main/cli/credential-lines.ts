/** What git writes to a credential helper: one `key=value` a line, until an empty one. */
export interface CredentialRequest {
  readonly protocol: string;
  readonly host: string;
  readonly path?: string;
  readonly username?: string;
  readonly password?: string;
  readonly expiresAt?: number;
  readonly refresh?: string;
}

type Lines = ReadonlyMap<string, string>;

const MOST_CHARACTERS = 1_048_576;
const MOST_SECONDS = 8_640_000_000_000;
/** Each of these may be said once: what comes twice was smuggled in. */
const KNOWN = ['protocol', 'host', 'path', 'username', 'password', 'password_expiry_utc', 'oauth_refresh_token'];

/**
 * Undefined where it makes no sense. No control character is taken anywhere, not even a carriage return, by which other helpers were made to
 * answer for another host (CVE-2020-5260, CVE-2024-52006). Keys that are not known are left alone, as git asks.
 */
export function readCredential(text: string): CredentialRequest | undefined {
  const lines = linesOf(text);
  const [protocol, host] = [lines?.get('protocol'), lines?.get('host')];
  if (lines === undefined || protocol === undefined || host === undefined || protocol === '') return undefined;
  return {
    protocol,
    host,
    ...said(lines, 'path', 'path'),
    ...said(lines, 'username', 'username'),
    ...said(lines, 'password', 'password'),
    ...said(lines, 'oauth_refresh_token', 'refresh'),
    ...expiryOf(lines.get('password_expiry_utc')),
  };
}

function linesOf(text: string): Lines | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') break;
    const at = line.indexOf('=');
    const key = line.slice(0, at);
    if (at < 1 || /\p{Cc}/u.test(line) || (KNOWN.includes(key) && lines.has(key))) return undefined;
    lines.set(key, line.slice(at + 1));
  }
  return lines;
}

function said<K extends 'path' | 'username' | 'password' | 'refresh'>(lines: Lines, key: string, as: K) {
  const text = lines.get(key);
  return (text === undefined || text === '' ? {} : { [as]: text }) as { readonly [P in K]?: string };
}

function expiryOf(text: string | undefined): Pick<CredentialRequest, 'expiresAt'> {
  const seconds = /^\d{1,13}$/.test(text ?? '') ? Number(text) : MOST_SECONDS + 1;
  return seconds > MOST_SECONDS ? {} : { expiresAt: seconds * 1000 };
}

/** Undefined where a value cannot be said in this protocol. */
export function writeCredential(
  lines: readonly (readonly [key: string, value: string | undefined])[],
): string | undefined {
  const given = lines.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  return given.some((line) => /\p{Cc}/u.test(line)) ? undefined : given.map((line) => `${line}\n`).join('');
}
