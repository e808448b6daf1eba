import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import { T0 } from '../support/tokens.ts';

/** What an issuer does with the next requests of one kind: `lost-after` does it and loses the answer, `lost-before` loses the request. */
export type Fault = 'none' | 'never-left' | 'lost-before' | 'lost-after' | 'timeout-before' | 'refused';

export interface RotatingIssuer {
  readonly answer: (request: HttpRequest) => HttpOutcome;
  /** Living values, oldest first. */
  readonly living: Set<string>;
  /** What was asked, in order, as `POST old` or `GET new`. */
  readonly asked: string[];
  fault: Fault;
  /** Checks are answered with this instead. */
  checks: 'normal' | 'down' | 'deny-new';
  /** Deleting is accepted and does nothing yet. */
  lags: boolean;
}

export const gitlabValue = (turn: number): string => `glpat-${String(turn).padStart(20, '0')}`;
export const overlapValue = (turn: number): string => `overlap-${String(turn).padStart(20, '0')}`;

const answered = (status: number, body: object): HttpOutcome => {
  const headers = { 'content-type': 'application/json' };
  return { kind: 'answered', at: T0, status, headers, body: JSON.stringify(body), cut: false };
};
const silent = (cause: 'timeout' | 'offline' | 'outage', code: string): HttpOutcome => ({
  kind: 'silent',
  at: T0,
  cause,
  code,
});

const revoked = () => answered(401, { error: 'invalid_token', error_description: 'Token was revoked.' });

function faultOf(fault: Fault): HttpOutcome | undefined {
  switch (fault) {
    case 'never-left':
      return silent('offline', 'ECONNREFUSED');
    case 'lost-before':
      return silent('outage', 'ECONNRESET');
    case 'timeout-before':
      return silent('timeout', 'ETIMEDOUT');
    case 'refused':
      return answered(403, { error: 'insufficient_scope' });
    default:
      return undefined;
  }
}

/** GitLab's self-rotation, or an issuer with two keys, in memory. */
export function rotatingIssuer(family: 'replace' | 'overlap'): RotatingIssuer {
  const valueOf = family === 'replace' ? gitlabValue : overlapValue;
  const issuer = {
    living: new Set([valueOf(1)]),
    asked: [] as string[],
    fault: 'none' as Fault,
    checks: 'normal' as RotatingIssuer['checks'],
    lags: false,
    answer,
  };
  let made = 1;

  function answer(request: HttpRequest): HttpOutcome {
    const header = request.headers['private-token'] ?? request.headers['authorization'] ?? '';
    const sent = typeof header === 'string' ? header : header.use((text) => text);
    const value = sent.replace('Bearer ', '');
    issuer.asked.push(`${request.method} ${Number(value.slice(-3))}`);
    if (request.method === 'DELETE') return remove(request.url);
    if (request.method === 'POST') return rotate(value);
    return issuer.checks === 'down' ? silent('outage', 'ECONNRESET') : look(request.url, value);
  }

  function look(url: string, value: string): HttpOutcome {
    const denied = issuer.checks === 'deny-new' && value !== valueOf(1);
    if (!issuer.living.has(value) || denied) return revoked();
    if (url.endsWith('/keys')) return answered(200, { keys: [...issuer.living] });
    const facts = { id: `key-${Number(value.slice(-3))}`, revoked: false, active: true, user_id: 7, scopes: ['api'] };
    return answered(200, { ...facts, created_at: '2026-12-01T00:00:00Z', expires_at: '2027-06-01' });
  }

  function rotate(value: string): HttpOutcome {
    const fault = faultOf(issuer.fault);
    if (fault !== undefined) return fault;
    if (!issuer.living.has(value)) return revoked();
    made += 1;
    if (family === 'replace') issuer.living.delete(value);
    issuer.living.add(valueOf(made));
    if (issuer.fault === 'lost-after') return silent('outage', 'ECONNRESET');
    const fresh = valueOf(made);
    return answered(201, { id: `key-${made}`, token: fresh, key: fresh, scopes: ['api'], expires_at: '2027-12-31' });
  }

  function remove(url: string): HttpOutcome {
    if (!issuer.lags) issuer.living.delete(valueOf(Number(url.slice(url.lastIndexOf('-') + 1))));
    return answered(200, {});
  }

  return issuer;
}
