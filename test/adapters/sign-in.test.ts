import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../main/adapters/http.ts';
import { createSignIn } from '../../main/adapters/sign-in.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { Http, OpenSignIn, SignedIn, SignInRequest } from '../../main/domain/ports.ts';
import { Secret } from '../../main/domain/secret.ts';
import { instant, minutes } from '../../shared/time.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { serveLoopback } from '../support/issuers/loopback.ts';
import { visit } from '../support/issuers/person.ts';
import { serveSignIn, type SignInIssuer } from '../support/issuers/sign-in-issuer.ts';

let issuer: SignInIssuer;
let clock: FakeClock;
const notes: string[] = [];
const log = { note: (event: string, fields: object = {}) => void notes.push(JSON.stringify([event, fields])) };
const opened: OpenSignIn[] = [];

beforeAll(async () => {
  issuer = await serveSignIn();
});
afterAll(() => issuer.close());
afterEach(() => {
  for (const one of opened.splice(0)) one.cancel();
});

const open = (secret: Secret | undefined): string => secret?.use((text) => text) ?? '';

function network(): Http {
  clock = createFakeClock(instant(Date.now()));
  return createHttp({ exchange: createUndiciExchange({}), clock, log });
}

async function begin(request: Partial<SignInRequest>, http: Http = network()) {
  const signIn = createSignIn({ http, timer: clock, clock });
  const asked = { issuer: issuer.base, clientId: issuer.app, how: 'browser' as const, scopes: ['openid'], ...request };
  const begun = await signIn.begin(asked);
  if (begun.ok) opened.push(begun.value);
  return begun;
}

async function begun(request: Partial<SignInRequest>, http?: Http): Promise<OpenSignIn> {
  const started = await begin(request, http);
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  return started.value;
}

async function signedIn(one: OpenSignIn): Promise<SignedIn> {
  const ended = await one.end;
  if (!ended.ok) throw new Error(JSON.stringify(ended.failure));
  return ended.value;
}

const saidOf = async (one: OpenSignIn): Promise<string> => {
  const ended = await one.end;
  return !ended.ok && ended.failure.code === 'sign-in-failed' ? ended.failure.said : 'signed in';
};

const redirectOf = ({ url = '' }: OpenSignIn): URL => new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
const stateOf = ({ url = '' }: OpenSignIn): string => new URL(url).searchParams.get('state') ?? '';

/** What a browser would be sent back with. */
function callback(one: OpenSignIn, parameters: Readonly<Record<string, string>>): string {
  return `${redirectOf(one).href}?${new URLSearchParams({ state: stateOf(one), ...parameters }).toString()}`;
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy().destroyed));
    socket.on('error', () => resolve(false));
  });

describe('in the browser', () => {
  test('a person signs in, and comes back to a calm page; the token has a refresh token and an end', async () => {
    const one = await begun({ scopes: ['openid', 'offline_access', 'repo:read'] });
    const page = new URL(one.url ?? '');
    expect(page.searchParams.get('code_challenge_method')).toBe('S256');
    expect(redirectOf(one).hostname).toBe('127.0.0.1');
    const rest = await visit(one.url ?? '');
    expect(rest.text).toContain('You can close this page.');
    const signed = await signedIn(one);
    expect(open(signed.access)).toMatch(/^[\w-]{20,}$/);
    expect(open(signed.refresh)).toMatch(/^[\w-]{20,}$/);
    expect(signed.subject).toBe('person');
    expect(signed.expiry).toMatchObject({ kind: 'at', at: signed.at + 3_600_000, source: 'issuer' });
    expect(signed.scopes).toContain('repo:read');
    expect(await isListening(Number(redirectOf(one).port))).toBe(false);
    const told = notes.join('\n');
    for (const secret of [open(signed.access), open(signed.refresh), stateOf(one), 'code=', 'code_challenge'])
      expect(told).not.toContain(secret);
  });

  test('a person who refuses is told so, and nothing was asked for', async () => {
    const one = await begun({});
    const before = issuer.asked.length;
    await visit(one.url ?? '', { refuses: true });
    expect(await saidOf(one)).toBe('access_denied');
    expect(issuer.asked.slice(before)).not.toContain('POST /token');
  });

  test('strangers who knock at the port are turned away and end nothing', async () => {
    const one = await begun({});
    const uri = redirectOf(one).href;
    const knocks = [
      fetch(callback(one, { state: 'guessed', code: 'stolen' })),
      fetch(`${uri}?code=stolen`),
      fetch(`${uri}?error=access_denied`),
      fetch(callback(one, { code: 'x' }), { method: 'POST' }),
      fetch(callback(one, { code: 'x' }).replace('/callback', '/other')),
    ];
    for (const { status } of await Promise.all(knocks)) expect(status).toBe(400);
    const socket = connect(Number(redirectOf(one).port), '127.0.0.1');
    socket.write('garbage\0\r\n\r\n');
    await new Promise((resolve) =>
      socket
        .on('error', () => undefined)
        .on('close', resolve)
        .resume(),
    );
    await visit(one.url ?? '');
    expect(await saidOf(one)).toBe('signed in');
  });

  test('a page of elsewhere whose name leads here is turned away', async () => {
    const one = await begun({});
    const { port } = redirectOf(one);
    const text = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('data', (part) => (heard += part.toString())).on('close', () => resolve(heard));
      socket.write(`GET /callback?state=${stateOf(one)}&code=x HTTP/1.1\r\nHost: evil.example:${port}\r\n\r\n`);
    });
    expect(text).toMatch(/^HTTP\/1.1 400/);
  });

  test('an answer of another issuer is not taken', async () => {
    const one = await begun({});
    const before = issuer.asked.length;
    expect((await fetch(callback(one, { code: 'x', iss: 'https://evil.example' }))).status).toBe(200);
    expect(await saidOf(one)).not.toBe('signed in');
    expect(issuer.asked.slice(before)).not.toContain('POST /token');
  });

  test('a code that the issuer does not know ends it in the words of OAuth', async () => {
    const one = await begun({});
    await fetch(callback(one, { code: 'made-up', iss: issuer.base }));
    expect(await saidOf(one)).toBe('invalid_grant');
  });

  test('it waits five minutes and no more, and the port is gone', async () => {
    const one = await begun({});
    expect(one.expiresAt).toBe(clock.now() + minutes(5));
    await clock.advance(minutes(5), async () => undefined);
    expect(await saidOf(one)).toBe('timeout');
    expect(await isListening(Number(redirectOf(one).port))).toBe(false);
  });

  test('cancelled, the port is gone', async () => {
    const one = await begun({});
    one.cancel();
    expect(await saidOf(one)).toBe('cancelled');
    expect(await isListening(Number(redirectOf(one).port))).toBe(false);
  });
});

/** The network, with what an issuer says changed on its way. */
function bent(bend: (path: string, body: string) => string | undefined): Http {
  const http = network();
  return {
    async send(request) {
      const outcome = await http.send(request);
      const body = outcome.kind === 'answered' ? bend(new URL(request.url).pathname, outcome.body) : undefined;
      return outcome.kind === 'answered' && body !== undefined ? { ...outcome, body } : outcome;
    },
  };
}

const quick = () =>
  bent((path, body) =>
    path === '/device/auth' ? JSON.stringify({ ...(JSON.parse(body) as object), interval: 0.05 }) : undefined,
  );

describe('with a device code', () => {
  test('a person types the code elsewhere', async () => {
    const one = await begun({ how: 'device', scopes: ['openid', 'offline_access'] }, quick());
    expect(one.userCode).toMatch(/^\w{4}-\w{4}$/);
    expect(one.verificationUri).toBe(`${issuer.base}/device`);
    expect(one.expiresAt).toBe(clock.now() + 600_000);
    await visit(one.verificationUri ?? '', { types: { user_code: one.userCode ?? '' } });
    const signed = await signedIn(one);
    expect(open(signed.refresh)).not.toBe('');
    expect(notes.join('\n')).not.toContain(one.userCode);
  });

  test('a person who refuses is told so', async () => {
    const one = await begun({ how: 'device' }, quick());
    await visit(one.url ?? '', { refuses: true });
    expect(await saidOf(one)).toBe('access_denied');
  });

  test('it ends with its code, and can be cancelled before', async () => {
    const late = await begun({ how: 'device' });
    await clock.advance(minutes(10), async () => undefined);
    expect(await saidOf(late)).toBe('timeout');
    const one = await begun({ how: 'device' });
    one.cancel();
    expect(await saidOf(one)).toBe('cancelled');
  });
});

describe('with no person', () => {
  test('a client signs itself in', async () => {
    const { id, secret } = issuer.machine;
    const one = await begun({ how: 'client', scopes: [], clientId: id, clientSecret: new Secret(secret) });
    const signed = await signedIn(one);
    expect(signed.expiry).toMatchObject({ at: signed.at + 600_000 });
    expect(signed.refresh).toBeUndefined();
    expect(notes.join('\n')).not.toContain(secret);
  });

  test('a wrong client secret is told in the words of OAuth', async () => {
    const one = await begun({ how: 'client', scopes: [], clientId: 'machine', clientSecret: new Secret('wrong') });
    expect(await saidOf(one)).toBe('invalid_client');
  });
});

describe('the issuer', () => {
  const failure = async (request: Partial<SignInRequest>) => {
    const started = await begin(request);
    return started.ok ? 'begun' : started.failure.code === 'sign-in-failed' ? started.failure.said : '';
  };

  test('is asked over https, or on this machine', async () => {
    expect(await failure({ issuer: 'http://id.example.org' })).toBe('the issuer is no https address');
    expect(await failure({ issuer: 'file:///etc/passwd' })).toBe('the issuer is no https address');
    expect(await failure({ issuer: 'http://127.0.0.1:1' })).toBe('no answer: ECONNREFUSED');
  });

  test('is the one that was named, and no redirect leads elsewhere', async () => {
    let document: object = {};
    const other = await serveLoopback(({ path }) =>
      path === '/moved/.well-known/openid-configuration'
        ? { status: 302, headers: { location: `${issuer.base}/.well-known/openid-configuration` } }
        : { status: 200, body: document },
    );
    document = { issuer: issuer.base, token_endpoint: `${issuer.base}/token` };
    expect(await failure({ issuer: other.base })).toBe('another issuer answered');
    expect(await failure({ issuer: `${other.base}/moved` })).toBe('the issuer answered 302');
    await other.close();
  });

  test('of plain OAuth is found by its own document (RFC 8414)', async () => {
    const plain = await serveLoopback(({ path }) =>
      path === '/.well-known/oauth-authorization-server/team'
        ? {
            status: 200,
            body: {
              issuer: `${plain.base}/team`,
              token_endpoint: `${plain.base}/t`,
              authorization_endpoint: `${plain.base}/a`,
            },
          }
        : path === '/t'
          ? { status: 200, body: { access_token: 'plain-token', token_type: 'bearer' } }
          : { status: 404, body: {} },
    );
    const one = await begun({ issuer: `${plain.base}/team`, scopes: ['x'] });
    await fetch(callback(one, { code: 'any' }));
    const signed = await signedIn(one);
    expect([open(signed.access), signed.expiry, signed.scopes]).toEqual(['plain-token', { kind: 'unknown' }, ['x']]);
    await plain.close();
  });

  test('without PKCE is not signed in at', async () => {
    const old = await serveLoopback(() => ({
      status: 200,
      body: {
        issuer: old.base,
        token_endpoint: `${old.base}/t`,
        authorization_endpoint: `${old.base}/a`,
        code_challenge_methods_supported: ['plain'],
      },
    }));
    expect(await failure({ issuer: old.base })).toBe('the issuer has no PKCE with S256');
    await old.close();
  });
});
