import { Secret } from '../../../main/domain/secret.ts';
import { unsettled } from '../../../main/domain/acts.ts';
import { fieldsOf, parseJson } from '../../../main/domain/json.ts';
import { classify, unknown } from '../../../main/domain/outcome.ts';
import type { HttpOutcome } from '../../../main/domain/http-port.ts';
import type { Credential } from '../../../main/domain/storage-ports.ts';
import type { AskContext, Provider, Registry } from '../../../main/domain/provider.ts';
import { createRegistry } from '../../../main/domain/registry.ts';
import { registry } from '../../../main/providers/registry.ts';
import { failed, succeeded } from '../../../shared/result.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from './loopback.ts';

export interface Overlap extends Loopback {
  /** Living keys: value to id. */
  readonly keys: Map<string, string>;
}

/** An issuer with two keys at most, each made and ended by the other: `GET /me`, `GET|POST /keys`, `DELETE /keys/ID`. */
export async function serveOverlap(): Promise<Overlap> {
  const keys = new Map([[overlapKey(1), 'key-1']]);
  const made = { count: 1 };
  return { ...(await serveLoopback((seen) => answer(seen, keys, made))), keys };
}

/** Obviously fake. */
export const overlapKey = (turn: number): string => `overlap-${String(turn).padStart(20, '0')}`;

function answer({ method, path, headers }: Seen, keys: Map<string, string>, made: { count: number }): Reply {
  const own = keys.get(/^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '');
  if (own === undefined) return { status: 401, body: { error: 'invalid_token' } };
  if (method === 'GET') return { status: 200, body: path === '/me' ? { id: own } : { keys: [...keys.values()] } };
  if (method === 'POST') return create(keys, made);
  const [value] = [...keys].find(([, id]) => path === `/keys/${id}`) ?? [];
  if (value === undefined) return { status: 404, body: { error: 'not_found' } };
  keys.delete(value);
  return { status: 200, body: {} };
}

function create(keys: Map<string, string>, made: { count: number }): Reply {
  if (keys.size >= 2) return { status: 409, body: { error: 'limit_exceeded' } };
  made.count += 1;
  const id = `key-${made.count}`;
  keys.set(overlapKey(made.count), id);
  return { status: 201, body: { id, key: overlapKey(made.count) } };
}

const bearer = ({ access }: Credential) => ({ authorization: access.map((value) => `Bearer ${value}`) });

/** As an issuer of the product's own would be, with `overlap` for its family. */
const overlap: Provider = {
  id: 'overlap',
  name: 'Overlap',
  hosts: { kind: 'named' },
  fields: [],
  kinds: [
    { id: 'overlap', name: 'key', shapes: [/^overlap-/], end: 'hidden', docs: 'https://overlap.example.test/keys' },
  ],
  check: {
    kind: 'online',
    sideEffect: 'none',
    ask: (credential, { base }) => ({ method: 'GET', url: `${base}/me`, headers: bearer(credential) }),
    judge(outcome, { base }) {
      const settled = classify(outcome, { base });
      if (settled !== undefined || outcome.kind === 'silent')
        return { verdict: settled ?? unknown('timeout'), facts: {} };
      const issuerId = idIn(outcome.body);
      return { verdict: { kind: outcome.status === 200 ? 'valid' : 'invalid' }, facts: { issuerId } };
    },
  },
  rotate: {
    family: 'overlap',
    can: () => true,
    ask: (credential, { base }) => ({ method: 'POST', url: `${base}/keys`, headers: bearer(credential) }),
    read: readCreated,
    retire: (_old, fresh, { base, token }) => ({
      method: 'DELETE',
      url: `${base}/keys/${token.issuerId ?? 'key-1'}`,
      headers: bearer(fresh),
    }),
    proof: {
      ask: (credential, { base }) => ({ method: 'GET', url: `${base}/keys`, headers: bearer(credential) }),
      read(outcome) {
        const keys = outcome.kind === 'answered' ? fieldsOf(parseJson(outcome.body))?.['keys'] : undefined;
        if (!Array.isArray(keys)) return 'cannot-tell';
        return keys.length > 1 ? 'happened' : 'nothing-happened';
      },
    },
  },
};

const idIn = (body: string): string | undefined => {
  const id = fieldsOf(parseJson(body))?.['id'];
  return typeof id === 'string' ? id : undefined;
};

function readCreated(
  outcome: HttpOutcome,
  _credential: Credential,
  context: AskContext,
): ReturnType<NonNullable<Provider['rotate']>['read']> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined) return failed(quiet);
  const body = outcome.kind === 'answered' ? (fieldsOf(parseJson(outcome.body)) ?? {}) : {};
  const key = body['key'];
  if (typeof key !== 'string') return failed({ kind: 'no', why: 'other', said: 'no key' });
  return succeeded({ credential: { access: new Secret(key), fields: {} }, facts: { issuerId: String(body['id']) } });
}

/** The product's own kinds, and this one. */
export const withOverlap: Registry = createRegistry([overlap, ...registry.all]);
