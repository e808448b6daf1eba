import { unsettled } from '../../../main/domain/acts.ts';
import { fieldsOf, parseJson, wordsOf } from '../../../main/domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../../../main/domain/http-port.ts';
import { classify } from '../../../main/domain/outcome.ts';
import type { Credential } from '../../../main/domain/storage-ports.ts';
import type { Provider } from '../../../main/domain/provider.ts';
import { createRegistry } from '../../../main/domain/registry.ts';
import { Secret } from '../../../main/domain/secret.ts';
import { failed, succeeded } from '../../../shared/result.ts';
import { instant, type Instant } from '../../../shared/time.ts';
import { registry } from '../../../main/providers/registry.ts';

/** Obviously fake. */
export const NARROW_PARENT = `narrow-parent-${'0'.repeat(20)}`;
const NARROW_BASE = 'https://narrow.example';

interface Child {
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** An issuer in memory that makes narrower tokens and ends them: `GET /me`, `POST /derive`, `POST /end`. */
export function narrowingIssuer(now: () => Instant, scopes: readonly string[] = ['read', 'write']) {
  const children = new Map<string, Child>();
  const asked: string[] = [];
  const world = {
    parentLives: true,
    /** Answered in its stead; undefined lets it answer. */
    instead: undefined as ((path: string) => HttpOutcome | undefined) | undefined,
    /** What the children get besides what was asked for. */
    extra: [] as readonly string[],
  };

  const reply = (status: number, body: object): HttpOutcome => ({
    kind: 'answered',
    at: now(),
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cut: false,
  });

  const lives = (value: string): readonly string[] | undefined => {
    if (value === NARROW_PARENT) return world.parentLives ? scopes : undefined;
    const child = children.get(value);
    return child !== undefined && child.expiresAt > now() ? child.scopes : undefined;
  };

  function derive({ scope, seconds }: { scope: string; seconds: number }): HttpOutcome {
    const value = `narrow-child-${String(children.size + 1).padStart(20, '0')}`;
    const expiresAt = now() + seconds * 1000;
    children.set(value, { scopes: [...scope.split(' '), ...world.extra], expiresAt });
    return reply(200, { value, scope: [...scope.split(' '), ...world.extra].join(' '), expires_at: expiresAt });
  }

  function answer(request: HttpRequest): HttpOutcome {
    const path = request.url.slice(NARROW_BASE.length);
    const value = textOf(request.headers['authorization']).replace('Bearer ', '');
    asked.push(`${request.method} ${path}`);
    const instead = world.instead?.(path);
    if (instead !== undefined) return instead;
    if (lives(value) === undefined) return reply(401, { error: 'invalid_token' });
    const body = JSON.parse(textOf(request.body) || '{}');
    if (path === '/derive') return derive(body);
    if (path === '/end') return (children.delete(body.value), reply(200, {}));
    return reply(200, { scope: lives(value)?.join(' ') });
  }

  return { answer, world, children, asked, silent: silentAt(now) };
}

const silentAt = (now: () => Instant) => (): HttpOutcome => ({
  kind: 'silent',
  at: now(),
  cause: 'timeout',
  code: 'ETIMEDOUT',
});

const textOf = (part: string | Secret | undefined): string =>
  part instanceof Secret ? part.use((text) => text) : (part ?? '');

const bearer = ({ access }: Credential) => ({ authorization: access.map((value) => `Bearer ${value}`) });

const narrow: Provider = {
  id: 'narrow',
  name: 'Narrow',
  hosts: { kind: 'default', base: NARROW_BASE },
  fields: [],
  kinds: [{ id: 'narrow', name: 'key', shapes: [/^narrow-/], end: 'hidden', docs: 'https://narrow.example/docs' }],
  check: {
    kind: 'online',
    sideEffect: 'none',
    present: bearer,
    ask: (credential, { base }) => ({ method: 'GET', url: `${base}/me`, headers: bearer(credential) }),
    judge(outcome, context) {
      const doubt = classify(outcome, context);
      if (doubt !== undefined || outcome.kind === 'silent')
        return { verdict: doubt ?? { kind: 'unknown', cause: 'unexpected' }, facts: {} };
      if (outcome.status === 401) return { verdict: { kind: 'invalid' }, facts: {} };
      return {
        verdict: { kind: 'valid' },
        facts: { scopes: wordsOf(fieldsOf(parseJson(outcome.body))?.['scope']) },
      };
    },
  },
  derive: {
    ways: [
      {
        how: 'server-child',
        can: (_token, { scopes }) => scopes.length > 0,
        ask: (credential, { scopes, longest }, { base }) => ({
          method: 'POST',
          url: `${base}/derive`,
          headers: bearer(credential),
          body: JSON.stringify({ scope: scopes.join(' '), seconds: longest / 1000 }),
        }),
        read(outcome, _credential, _wanted, context) {
          const lost = unsettled(outcome, context);
          if (lost !== undefined || outcome.kind === 'silent')
            return failed(lost ?? { kind: 'lost', cause: 'unexpected' });
          const body = fieldsOf(parseJson(outcome.body)) ?? {};
          if (outcome.status !== 200) return failed({ kind: 'no', why: 'other', said: 'refused' });
          const at = instant(Number(body['expires_at']));
          return succeeded({
            credential: { access: new Secret(String(body['value'])), fields: {} },
            facts: {
              scopes: wordsOf(body['scope']),
              expiry: { kind: 'at', at, precision: 'instant', source: 'issuer' },
            },
          });
        },
      },
    ],
    end: {
      ask: (child, parent, { base }) => ({
        method: 'POST',
        url: `${base}/end`,
        headers: bearer(parent),
        body: child.access.map((value) => JSON.stringify({ value })),
      }),
      read: (outcome, context) => {
        const lost = unsettled(outcome, context);
        return lost === undefined ? succeeded('confirmed') : failed(lost);
      },
    },
  },
};

export const withNarrow = createRegistry([narrow, ...registry.all]);
