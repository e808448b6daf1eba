import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import { Secret } from '../../main/domain/secret.ts';
import { httpDate } from '../support/http-date.ts';
import type { Instant } from '../../shared/time.ts';

export const ISSUER = 'https://sso.example';

interface Family {
  /** The number of its newest tokens. */
  latest: number;
  killed: boolean;
  issuedAt: number;
}

/**
 * An issuer that rotates refresh tokens and ends the family of one that comes twice. Values are `access-N-M` and `refresh-N-M`: family and
 * number. It tells what it was asked, and answers with `instead` where that says something.
 */
export function oauthIssuer(now: () => Instant, { lifeSeconds = 3600, rotates = true } = {}) {
  const families = new Map<number, Family>();
  const asked: string[] = [];
  const world = {
    lifeSeconds,
    rotates,
    skewMs: 0,
    /** The first value of each family was ended before its time. */
    revoked: false,
    /** Called once a request was understood; `done` says what the answer would be, and that it took place. */
    instead: undefined as ((request: HttpRequest, done: () => HttpOutcome) => HttpOutcome | undefined) | undefined,
  };

  const reply = (status: number, body: object): HttpOutcome => ({
    kind: 'answered',
    at: now(),
    status,
    headers: { 'content-type': 'application/json', date: httpDate(now() + world.skewMs) },
    body: JSON.stringify(body),
    cut: false,
  });

  function familyOf(form: URLSearchParams, key: string): { family: Family; number: number; id: number } {
    const [, id, number] = (form.get(key) ?? '').split('-').map(Number);
    const family = families.get(id ?? 0) ?? { latest: 0, killed: false, issuedAt: 0 };
    families.set(id ?? 0, family);
    return { family, number: number ?? 0, id: id ?? 0 };
  }

  function token(form: URLSearchParams): HttpOutcome {
    const { family, number, id } = familyOf(form, 'refresh_token');
    const spent = world.rotates && number !== family.latest;
    if (spent) family.killed = true;
    if (family.killed) return reply(400, { error: 'invalid_grant' });
    family.latest += 1;
    family.issuedAt = now() + world.skewMs;
    const fresh = {
      access_token: `access-${id}-${family.latest}`,
      token_type: 'Bearer',
      expires_in: world.lifeSeconds,
    };
    return reply(200, world.rotates ? { ...fresh, refresh_token: `refresh-${id}-${family.latest}` } : fresh);
  }

  function introspect(form: URLSearchParams): HttpOutcome {
    const { family, number } = familyOf(form, 'token');
    const isRefresh = form.get('token_type_hint') === 'refresh_token';
    const lives =
      isRefresh ||
      (family.issuedAt + world.lifeSeconds * 1000 > now() + world.skewMs && !(world.revoked && number === 1));
    const active = lives && !family.killed && (number === family.latest || (isRefresh && !world.rotates));
    const exp = Math.floor(family.issuedAt / 1000) + world.lifeSeconds;
    return reply(200, active && !isRefresh ? { active, exp, iat: Math.floor(family.issuedAt / 1000) } : { active });
  }

  function answer(request: HttpRequest): HttpOutcome {
    const path = request.url.slice(ISSUER.length);
    const form = new URLSearchParams(textOf(request.body));
    if (path.startsWith('/.well-known')) {
      return reply(200, {
        issuer: ISSUER,
        token_endpoint: `${ISSUER}/token`,
        introspection_endpoint: `${ISSUER}/introspect`,
      });
    }
    const done = () => (path === '/token' ? token(form) : introspect(form));
    asked.push(path === '/token' ? `refresh ${form.get('refresh_token')}` : `look at ${form.get('token')}`);
    return world.instead?.(request, done) ?? done();
  }

  return {
    answer,
    world,
    families,
    asked,
    refreshes: () => asked.filter((what) => what.startsWith('refresh ')),
    /** A family whose first tokens a person was handed. */
    begin: (id: number) => void families.set(id, { latest: 1, killed: false, issuedAt: now() + world.skewMs }),
  };
}

const textOf = (body: string | Secret | undefined): string =>
  body instanceof Secret ? body.use((text) => text) : (body ?? '');

export const isRefresh = (request: HttpRequest): boolean => request.url.endsWith('/token');
