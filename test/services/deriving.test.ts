import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttp } from '../../main/adapters/http.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { Http } from '../../main/domain/http-port.ts';
import type { Credential } from '../../main/domain/storage-ports.ts';
import { openVault } from '../../main/vault.ts';
import { duration, instant } from '../../shared/time.ts';
import { serveNarrowing } from '../support/issuers/narrowing-oidc.ts';
import { HOUR, MINUTE } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';

/** The issuer's clock stands while the test's goes on. */
const untimed = (http: Http): Http => ({
  async send(request) {
    const outcome = await http.send(request);
    if (outcome.kind === 'silent') return outcome;
    const { date: _date, ...headers } = outcome.headers;
    return { ...outcome, headers };
  },
});

/** What happens to the next request for a token: the answer is lost, or the request itself. */
interface Line {
  loses?: 'answer' | 'request' | undefined;
}

const lossy = (http: Http, line: Line): Http => ({
  async send(request) {
    const lost = request.url.endsWith('/token') ? line.loses : undefined;
    if (lost === undefined) return http.send(request);
    line.loses = undefined;
    const outcome = lost === 'answer' ? await http.send(request) : undefined;
    return { kind: 'silent', at: outcome?.at ?? instant(Date.now()), cause: 'timeout', code: 'DEADLINE' };
  },
});

/** A vault over memory with one account, `repo`, at a real authorization server. */
async function anAccount(how: { exchanges?: boolean; refresh?: boolean } = {}) {
  const issuer = await serveNarrowing(how);
  onTestFinished(() => issuer.close());
  const world = aVault();
  world.clock.setWall(instant(Date.now()));
  const http = createHttp({ exchange: createUndiciExchange(), clock: world.clock, log: world.ports.log });
  const surface = { open: () => false, leave: () => true, tray: () => 'shown' as const, drawsLabels: false };
  const line: Line = {};
  const open = () => openVault({ ...world.ports, http: lossy(untimed(http), line) }, surface);
  const vault = open();
  const { access, refresh } = await issuer.account('user');
  const { id, secret } = issuer.client;
  await vault.handlers.add({
    label: 'repo',
    pasted: { kind: 'value', text: access, exact: true, confirmed: true },
    provider: 'oauth2',
    host: issuer.base,
    fields: {
      'client-id': id,
      'client-secret': secret,
      ...(how.refresh === false ? {} : { 'refresh-token': refresh }),
    },
  });
  await vault.start();
  await vault.settled();
  const kept = () => {
    const [token] = world.catalog.list();
    return token === undefined ? undefined : world.secrets.entries.get(token.id)?.credential;
  };
  const opened = (value: Credential | undefined) => ({
    access: value?.access.use((text) => text),
    refresh: value?.refresh?.use((text) => text),
  });
  return {
    ...world,
    vault,
    issuer,
    access,
    refresh,
    line,
    open,
    kept: () => opened(kept()),
    advance: (ms: number) => world.clock.advance(duration(ms), () => vault.settled()),
    get: (input: object = {}) => vault.agent(world.actor).get({ token: 'repo', tool: 'site', ...input }),
    narrow: async (scope: string) => {
      const lent = await vault.agent(world.actor).get({ token: 'repo', tool: 'site', scopes: [scope], forMs: MINUTE });
      if (!lent.ok) throw new Error(JSON.stringify(lent.failure));
      return lent.value.value;
    },
  };
}

describe.each([
  ['a refresh with fewer scopes', { exchanges: false }, 'refresh_token repo:read'],
  ['token exchange', { exchanges: true }, 'urn:ietf:params:oauth:grant-type:token-exchange repo:read'],
])('a narrower token by %s', (_way, how, asked) => {
  test('has just the scope that was asked for', async () => {
    const { narrow, issuer, access } = await anAccount(how);
    const child = await narrow('repo:read');
    expect(child).not.toBe(access);
    expect(await issuer.introspect(child)).toMatchObject({ active: true, scope: 'repo:read' });
    expect(issuer.asked).toEqual([asked]);
  });

  test('leaves its parent as it was, and able to renew itself when the child is gone', async () => {
    const { narrow, issuer, access, kept, advance, vault } = await anAccount(how);
    await narrow('repo:read');
    await advance(MINUTE);
    expect(kept().access).toBe(access);
    expect(await issuer.introspect(access)).toMatchObject({ active: true });
    expect(await vault.handlers.refresh({ token: 'repo' })).toMatchObject({ ok: true });
    expect(issuer.refusals).toEqual([]);
  });

  test('with more than the token has is refused before anything is asked', async () => {
    const { get, issuer } = await anAccount(how);
    expect(await get({ scopes: ['admin'] })).toMatchObject({ ok: false, failure: { code: 'scope-too-wide' } });
    expect(issuer.asked).toEqual([]);
  });

  test('is asked for by ten at once, and no refresh token comes twice', async () => {
    const { narrow, issuer } = await anAccount(how);
    const children = await Promise.all(Array.from({ length: 10 }, () => narrow('repo:read')));
    expect(new Set(children).size).toBe(10);
    expect([issuer.asked.length, issuer.refusals]).toEqual([10, []]);
  });
});

test('a token that was exchanged is revoked when its minute is over, and its parent lives on', async () => {
  const { narrow, issuer, access, advance, vault } = await anAccount({ exchanges: true });
  const child = await narrow('repo:read');
  await advance(MINUTE);
  expect(await issuer.introspect(child)).toEqual({ active: false });
  expect(await issuer.introspect(access)).toMatchObject({ active: true });
  expect(vault.snapshot().leases).toEqual([]);
});

test('a token of the same sign-in is left to its own end, since to revoke it would end its parent too', async () => {
  const { narrow, issuer, advance, vault, access } = await anAccount();
  const child = await narrow('repo:read');
  expect(vault.snapshot().leases).toMatchObject([{ how: 'narrowed', child: { ends: 'waits' } }]);
  await advance(2 * HOUR);
  expect(vault.snapshot().leases).toEqual([]);
  expect(await issuer.introspect(child)).toMatchObject({ active: true });
  expect(await issuer.introspect(access)).toMatchObject({ active: true });
});

describe('the refresh token that a child costs', () => {
  test('is replaced by the new one before the child is handed out', async () => {
    const { narrow, kept, refresh, access, ports } = await anAccount();
    await narrow('repo:read');
    expect(kept().access).toBe(access);
    expect(kept().refresh).not.toBe(refresh);
    expect(ports.journal.open()).toEqual([]);
  });

  test('is spent by nobody else meanwhile: a renewal waits for its turn', async () => {
    const { narrow, issuer, vault } = await anAccount();
    const both = await Promise.all([
      narrow('repo:read'),
      vault.handlers.refresh({ token: 'repo' }),
      narrow('repo:write'),
    ]);
    expect(both[1]).toMatchObject({ ok: true });
    expect([issuer.asked.length, issuer.refusals]).toEqual([3, []]);
  });

  test('is not spent for a scope where there is none to spend', async () => {
    const { get } = await anAccount({ refresh: false });
    expect(await get({ scopes: ['repo:read'] })).toMatchObject({ ok: false, failure: { code: 'cannot-narrow' } });
  });

  test('while the keyring takes nothing waits in memory, and is offered again', async () => {
    const { get, secrets, kept, refresh, advance, issuer, vault } = await anAccount();
    const put = secrets.put;
    secrets.put = async (id, credential, expected) =>
      credential.refresh === undefined
        ? put(id, credential, expected)
        : { ok: false, failure: { code: 'keyring-locked' } };
    expect(await get({ scopes: ['repo:read'], forMs: MINUTE })).toMatchObject({ ok: false });
    secrets.put = put;
    await advance(MINUTE);
    expect(kept().refresh).not.toBe(refresh);
    expect(await vault.handlers.refresh({ token: 'repo' })).toMatchObject({ ok: true });
    expect(issuer.refusals).toEqual([]);
  });

  test('that was spent for an answer that was lost is not spent again, and a person is told', async () => {
    const { get, line, issuer, advance, vault, kept, refresh } = await anAccount();
    line.loses = 'answer';
    expect(await get({ scopes: ['repo:read'] })).toMatchObject({ ok: false, failure: { code: 'issuer-silent' } });
    await advance(MINUTE);
    expect(vault.snapshot().tokens[0]?.status.kind).toBe('outcome-lost');
    expect(await get({ scopes: ['repo:read'] })).toMatchObject({ ok: false, failure: { code: 'outcome-lost' } });
    expect(kept().refresh).toBe(refresh);
    expect([issuer.asked.length, issuer.refusals]).toEqual([1, []]);
  });

  test('whose request never arrived is still good: its token renews itself and is narrowed again', async () => {
    const { get, narrow, line, issuer, advance } = await anAccount();
    line.loses = 'request';
    expect(await get({ scopes: ['repo:read'] })).toMatchObject({ ok: false, failure: { code: 'issuer-silent' } });
    await advance(MINUTE);
    expect(await issuer.introspect(await narrow('repo:read'))).toMatchObject({ active: true, scope: 'repo:read' });
    expect(issuer.refusals).toEqual([]);
  });

  test('that was kept when a crash came lives on in the next run', async () => {
    const { narrow, ports, catalog, clock, open, issuer } = await anAccount();
    await narrow('repo:read');
    const [token] = catalog.list();
    if (token === undefined) throw new Error('no token');
    await ports.journal.put({
      id: 'cut',
      token: token.id,
      act: 'refresh',
      step: 'sent',
      at: clock.now(),
      generation: 1,
    });
    const again = open();
    await again.start();
    await clock.advance(duration(MINUTE), () => again.settled());
    expect(ports.journal.open()).toEqual([]);
    expect(await again.handlers.refresh({ token: 'repo' })).toMatchObject({ ok: true });
    expect(issuer.refusals).toEqual([]);
  });
});
