import type { Expiry, Token } from '../../shared/token.ts';
import type { HttpRequest } from './http-port.ts';
import type { Facts } from './provider.ts';
import { standingAfter, type Look } from './retry.ts';

/** The token after a look: its standing, and those facts that were said. Silence about a fact changes nothing. */
export function afterLook(token: Token, look: Look, facts: Facts, fraction: number): Token {
  return {
    ...token,
    standing: {
      ...token.standing,
      ...standingAfter(token.standing, look, fraction),
      doubt: facts.doubt ?? token.standing.doubt,
    },
    expiry: betterExpiry(token.expiry, facts.expiry),
    scopes: facts.scopes ?? token.scopes,
    subject: facts.subject ?? token.subject,
    audience: facts.audience ?? token.audience,
    issuedAt: facts.issuedAt ?? token.issuedAt,
    issuerId: facts.issuerId ?? token.issuerId,
    renewable: facts.renewable ?? token.renewable,
    warnings: facts.warnings ?? token.warnings,
  };
}

/** What the issuer states beats the user's word; that it said nothing does not. */
function betterExpiry(before: Expiry, told: Expiry | undefined): Expiry {
  return told === undefined || told.kind === 'unknown' ? before : told;
}

/** `GET api.github.com/user`: no scheme, query or fragment, as evidence and log show it. */
export function askedOf(request: HttpRequest): string {
  const address = request.url.replace(/^https?:\/\//, '').replace(/[?#].*$/, '');
  return `${request.method} ${address}`;
}
