import type { TokenEndpointResponse } from 'openid-client';
import { expiryOfLength } from '../domain/expiry.ts';
import { wordOf, wordsOf } from '../domain/json.ts';
import { askedOf } from '../domain/look.ts';
import type { SignedIn, SignInRequest } from '../domain/sign-in-port.ts';
import { Secret } from '../domain/secret.ts';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';
import type { Instant } from '../../shared/time.ts';

export type Answer = TokenEndpointResponse & { claims?(): { readonly sub?: unknown } | undefined };

interface Heard {
  readonly at: Instant;
  readonly endpoint: string;
  readonly asked: SignInRequest;
}

/** The issuer's answer with its end fixed at receipt. Undefined where the token is none that can be kept. */
export function signedInBy(answer: Answer, { at, endpoint, asked }: Heard): SignedIn | undefined {
  const { access_token: access, refresh_token: refresh } = answer;
  if (!isKeepable(access) || (refresh !== undefined && !isKeepable(refresh))) return undefined;
  return {
    at,
    asked: askedOf({ method: 'POST', url: endpoint, headers: {} }),
    access: new Secret(access),
    refresh: refresh === undefined ? undefined : new Secret(refresh),
    expiry: expiryOfLength(answer.expires_in, at, 'issuer').expiry,
    refreshExpiresAt: refreshEnd(answer, at),
    // Unsaid means as asked for (RFC 6749 §5.1).
    scopes: wordsOf(answer.scope) ?? (asked.scopes.length === 0 ? undefined : asked.scopes),
    subject: wordOf(answer.claims?.()?.sub),
  };
}

const isKeepable = (value: string): boolean =>
  value !== '' && value.length <= MOST_VALUE_CHARACTERS && /^[\x21-\x7e]+$/.test(value);

/** No standard names it; Keycloak says the one and GitHub the other. */
function refreshEnd(answer: Answer, at: Instant): Instant | undefined {
  const told = answer['refresh_expires_in'] ?? answer['refresh_token_expires_in'];
  const { expiry } = expiryOfLength(told, at, 'issuer');
  return expiry.kind === 'at' ? expiry.at : undefined;
}
