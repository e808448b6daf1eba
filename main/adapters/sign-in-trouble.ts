import type { SignInFailure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { parseJson } from '../domain/json.ts';
import type { HttpOutcome } from '../domain/http-port.ts';

/** What the library found wrong, in words of our own; its messages may quote what the issuer said. */
const WORDS: Readonly<Record<string, string>> = {
  OAUTH_TIMEOUT: 'timeout',
  OAUTH_ABORT: 'cancelled',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'another issuer answered',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'the issuer names an address without https',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'the issuer names an address without https',
  OAUTH_MISSING_SERVER_METADATA: 'the issuer does not offer this way of signing in',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'the clocks differ',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'the ID token is not for us',
};

export const signInFailed = (said: string): Result<never, SignInFailure> => failed({ code: 'sign-in-failed', said });

/** An exception of the library, as what it means; `last` is what became of the last request. */
export function troubleOf(error: unknown, last: HttpOutcome | undefined): Result<never, SignInFailure> {
  const code = wordIn(error, 'code') ?? '';
  return signInFailed(WORDS[code] ?? oauthCode(error) ?? saidBy(last));
}

function saidBy(last: HttpOutcome | undefined): string {
  if (last?.kind === 'silent') return `no answer: ${last.code}`;
  if (last === undefined || last.status < 300) return 'an answer that makes no sense';
  return oauthCode(parseJson(last.body)) ?? `the issuer answered ${last.status}`;
}

/** Only what looks like a code of OAuth is repeated, since an answer may echo anything. */
function oauthCode(error: unknown): string | undefined {
  const said = wordIn(error, 'error');
  return said !== undefined && /^[a-z][a-z_]{2,39}$/.test(said) ? said : undefined;
}

function wordIn(error: unknown, key: 'code' | 'error'): string | undefined {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
