import { duration, later, type Duration, type Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { clockDrift } from '../domain/outcome.ts';
import type { HttpOutcome } from '../domain/http-port.ts';
import type { Clock } from '../domain/ports.ts';

export interface IssuerTime {
  heard(token: Token, outcome: HttpOutcome): void;
  /** How far the clock of a token's issuer is ahead of ours, by its last answer; zero where it never gave one. */
  ahead(token: Token): Duration;
  now(token: Token): Instant;
}

/** What the issuers' own clocks say: a clock of this machine that runs wrong neither ends a token early nor keeps it too long. */
export function createIssuerTime({ clock }: { readonly clock: Clock }): IssuerTime {
  const known = new Map<string, Duration>();
  const placeOf = ({ host, provider }: Token) => host ?? provider;
  const ahead = (token: Token) => known.get(placeOf(token)) ?? duration(0);
  return {
    heard(token, outcome) {
      if (outcome.kind === 'answered') known.set(placeOf(token), clockDrift(outcome));
    },
    ahead,
    now: (token) => later(clock.now(), ahead(token)),
  };
}
