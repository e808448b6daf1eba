import { describe, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import { Secret } from '../../main/domain/secret.ts';
import { tokenId } from '../../shared/token.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';
import { HOUR, MINUTE, T0 } from '../support/tokens.ts';

const yes = { token: 'ci', confirmed: true };
const isRevocation = ({ url }: HttpRequest) => url.endsWith('/credentials/revoke');
const offline: HttpOutcome = { kind: 'silent', at: T0, cause: 'offline', code: 'ENOTFOUND' };
const timeout: HttpOutcome = { kind: 'silent', at: T0, cause: 'timeout', code: 'ETIMEDOUT' };
const open = (value: string | Secret | undefined) =>
  typeof value === 'object' ? value.use((text) => text) : (value ?? '');

/** A GitHub that takes revocations, and acts on them when told to. */
function github() {
  const issuer = { dead: new Set<string>(), slow: false, down: undefined as HttpOutcome | undefined };
  const here = aVault((request) => answer(request));
  function answer(request: HttpRequest): HttpOutcome {
    if (issuer.down !== undefined) return issuer.down;
    const said = githubSays(202, here.clock.now());
    if (isRevocation(request)) {
      const { credentials } = JSON.parse(open(request.body)) as { readonly credentials: readonly string[] };
      if (!issuer.slow) for (const value of credentials) issuer.dead.add(value);
      return said;
    }
    const value = open(request.headers['authorization']).replace('Bearer ', '');
    return githubSays(issuer.dead.has(value) ? 401 : 200, here.clock.now());
  }
  const sent = () => here.http.asked.filter(isRevocation);
  const state = () => here.vault.snapshot().tokens[0];
  return { ...here, issuer, sent, state };
}

describe('revoking', () => {
  test('asks without an Authorization header, proves it with a look, and keeps the time of proof', async () => {
    const { vault, add, sent, state, clock, ports } = github();
    await add('ci', fakeToken());
    expect(await vault.handlers.revoke(yes)).toMatchObject({ value: { status: { kind: 'revoked' } } });
    expect(sent().map(({ headers }) => Object.keys(headers))).toEqual([
      ['accept', 'user-agent', 'x-github-api-version', 'content-type'],
    ]);
    expect(open(sent()[0]?.body)).toBe(JSON.stringify({ credentials: [fakeToken()] }));
    expect(state()?.token.standing.latest).toEqual({
      verdict: { kind: 'revoked' },
      evidence: { at: clock.now(), asked: 'GET api.github.com/user', status: 401, said: 'bad credentials' },
    });
    expect(ports.journal.open()).toEqual([]);
    expect(state()?.token.ending).toBeUndefined();
  });

  test('says first who uses it, and does nothing before a yes', async () => {
    const { vault, add, http } = github();
    await add('ci', fakeToken(), { consumers: ['deploy', 'nightly'] });
    const before = http.asked.length;
    expect(await vault.handlers.revoke({ token: 'ci', confirmed: false })).toMatchObject({
      failure: { code: 'confirm-needed', consumers: ['deploy', 'nightly'] },
    });
    expect(await vault.handlers.revocation({ token: 'ci' })).toMatchObject({
      value: { possible: true, consumers: ['deploy', 'nightly'], link: 'https://github.com/settings/tokens' },
    });
    expect(http.asked).toHaveLength(before);
    expect(vault.snapshot().tokens[0]?.status).toEqual({ kind: 'valid' });
  });

  test('stops local use at once, though the issuer is away, and takes the value off the clipboard', async () => {
    const { vault, add, issuer, onClipboard, state, actor } = github();
    await add('ci', fakeToken());
    await vault.handlers.copy({ token: 'ci' });
    issuer.down = offline;
    expect(await vault.handlers.revoke(yes)).toMatchObject({ value: { status: { kind: 'revocation-pending' } } });
    expect(onClipboard.text).toBeUndefined();
    const refused = { failure: { code: 'revocation-pending', name: 'ci' } };
    expect(await vault.agent(actor).get({ token: 'ci' })).toMatchObject(refused);
    expect(await vault.handlers.copy({ token: 'ci' })).toMatchObject(refused);
    const pasted = { kind: 'value', text: fakeToken('1'), exact: false, confirmed: false } as const;
    expect(await vault.handlers.replace({ token: 'ci', pasted })).toMatchObject(refused);
    expect(state()?.token.ending?.askedAt).toBeUndefined();
  });

  test('that was taken is looked at with growing gaps until it is dead', async () => {
    const { vault, add, issuer, sent, state, http, advance } = github();
    await vault.start();
    await add('ci', fakeToken());
    issuer.slow = true;
    await vault.handlers.revoke(yes);
    expect(state()?.status).toEqual({ kind: 'revocation-pending' });
    const before = http.asked.length;
    await advance(7 * MINUTE);
    expect(http.asked.length - before).toBe(3);
    issuer.dead.add(fakeToken());
    await advance(3 * MINUTE);
    expect(state()?.status).toEqual({ kind: 'revoked' });
    expect(sent()).toHaveLength(1);
  });

  test('still alive ten minutes after it was taken: one notice with the page, and it is asked for again', async () => {
    const { vault, add, issuer, sent, state, toasts, advance } = github();
    await vault.start();
    await add('ci', fakeToken());
    issuer.slow = true;
    await vault.handlers.revoke(yes);
    await advance(10 * MINUTE);
    expect(state()?.token.ending?.overdue).toBe(true);
    expect(sent()).toHaveLength(2);
    await advance(10 * HOUR);
    expect(toasts.map(({ kind, title, urgent }) => [kind, title, urgent])).toEqual([
      ['revocation', 'ci is not revoked', true],
    ]);
    expect(toasts[0]?.body).toContain('https://github.com/settings/tokens');
    issuer.slow = false;
    await advance(12 * HOUR);
    expect(state()?.status).toEqual({ kind: 'revoked' });
  });

  test('asked for while offline goes out once when the network is back, in order, after a restart too', async () => {
    const { vault, open: again, add, issuer, sent, advance } = github();
    await vault.start();
    for (const fill of ['3', '1', '2']) await add(`ci-${fill}`, fakeToken(fill));
    issuer.down = offline;
    for (const fill of ['2', '3', '1']) {
      await vault.handlers.revoke({ token: `ci-${fill}`, confirmed: true });
      await advance(1000);
    }
    await vault.stop();
    const tried = sent().length;
    issuer.down = undefined;
    const next = again();
    await next.start();
    await next.settled();
    expect(
      sent()
        .slice(tried)
        .map(({ body }) => /[123]/.exec(open(body))?.[0]),
    ).toEqual(['2', '3', '1']);
    expect(next.snapshot().tokens.map(({ status }) => status.kind)).toEqual(['revoked', 'revoked', 'revoked']);
  });

  test('whose answer was lost is looked at before anything is asked again', async () => {
    const { vault, add, issuer, world, sent, state, clock, advance } = github();
    await vault.start();
    await add('ci', fakeToken());
    const answer = world.answer;
    world.answer = (request) => {
      if (!isRevocation(request)) return offline;
      issuer.dead.add(fakeToken());
      return { ...timeout, at: clock.now() };
    };
    await vault.handlers.revoke(yes);
    expect(state()?.status).toEqual({ kind: 'revocation-pending' });
    world.answer = answer;
    await advance(MINUTE);
    expect(state()?.status).toEqual({ kind: 'revoked' });
    expect(sent()).toHaveLength(1);
  });

  test('cut short by a crash is looked at first at the next start', async () => {
    const { vault, open: again, add, issuer, sent, state, ports } = github();
    const { token } = await add('ci', fakeToken());
    const ending = { since: T0, misses: 0 };
    await ports.catalog.change(token.id, (one) => ({ ...one, ending }));
    await ports.journal.put({ id: 'j', token: token.id, act: 'revoke', step: 'sent', at: T0, generation: 1 });
    issuer.dead.add(fakeToken());
    await vault.stop();
    const next = again();
    await next.start();
    await next.settled();
    expect(state()?.status).toEqual({ kind: 'revoked' });
    expect(sent()).toEqual([]);
    expect(ports.journal.open()).toEqual([]);
  });

  test('that an issuer offers no way for changes nothing and names its page where there is one', async () => {
    const { vault, add } = github();
    await add('plain', 'x'.repeat(30));
    expect(await vault.handlers.revoke({ token: 'plain', confirmed: true })).toMatchObject({
      failure: { code: 'cannot-do', act: 'revoke' },
    });
    expect(vault.snapshot().tokens[0]?.token.ending).toBeUndefined();
  });

  test('ends what a rotation left beside it, too', async () => {
    const { vault, add, sent, secrets, state, issuer } = github();
    const { token } = await add('ci', fakeToken());
    const kept = secrets.entries.get(token.id);
    if (kept !== undefined) {
      const credential = { ...kept.credential, access: new Secret(fakeToken('9')) };
      secrets.entries.set(tokenId(`${token.id}.old`), { ...kept, credential });
    }
    await vault.handlers.revoke(yes);
    expect([...issuer.dead]).toEqual([fakeToken(), fakeToken('9')]);
    expect(sent()).toHaveLength(2);
    expect(secrets.entries.has(tokenId(`${token.id}.old`))).toBe(false);
    expect(state()?.status).toEqual({ kind: 'revoked' });
  });

  test('of all asks everyone, and one issuer that is down holds up nobody but its own', async () => {
    const { vault, add, world, sent } = github();
    for (const fill of ['1', '2', '3']) await add(`ci-${fill}`, fakeToken(fill));
    await add('plain', 'x'.repeat(30));
    await add('lab', `glpat-${'0'.repeat(20)}`, { provider: 'gitlab' });
    const answer = world.answer;
    world.answer = (request) => (request.url.includes('gitlab') ? offline : answer(request));
    expect(await vault.handlers.revokeAll({ confirmed: false })).toMatchObject({
      failure: { code: 'confirm-needed', name: '4 tokens' },
    });
    const ended = await vault.handlers.revokeAll({ confirmed: true });
    expect(ended.ok && ended.value.map(({ token, status }) => [token.label, status.kind])).toEqual([
      ['ci-1', 'revoked'],
      ['ci-2', 'revoked'],
      ['ci-3', 'revoked'],
      ['plain', 'unchecked'],
      ['lab', 'revocation-pending'],
    ]);
    expect(sent()).toHaveLength(3);
  });
});
