import type { Expiry, Token } from '../../shared/token.ts';
import type { HttpRequest } from './http-port.ts';
import type { Facts } from './provider.ts';
import { standingAfter, type Look } from './retry.ts';

/** The token after a look: its standing, and those facts that were said. Silence about a fact changes nothing. */
export function afterLook(token: Token, look: Look, facts: Facts, fraction: number): Token {
  const { standing } = token;
  const next = { ...standing, ...standingAfter(standing, look, fraction), doubt: facts.doubt ?? standing.doubt };
  return { ...withFacts(token, facts), standing: next };
}

/** The token with those facts that were said. */
export function withFacts(token: Token, facts: Facts): Token {
  return {
    ...token,
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

/** What a value tells of itself, and over it what its issuer says. */
export function joined(own: Facts, told: Facts): Facts {
  const said = Object.entries(told).filter(([, fact]) => fact !== undefined);
  const warnings = [...(own.warnings ?? []), ...(told.warnings ?? [])];
  return { ...own, ...Object.fromEntries(said), ...(warnings.length === 0 ? {} : { warnings }) };
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
