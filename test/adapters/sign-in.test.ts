import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { minutes } from '../../shared/time.ts';
import { visit } from '../support/issuers/person.ts';
import { serveSignIn, type SignInIssuer } from '../support/issuers/sign-in-issuer.ts';
import { callback, open, redirectOf, saidOf, signedIn, signingInAt, stateOf } from './a-sign-in.ts';

let issuer: SignInIssuer;
const { begun, clock, logged, endAll } = signingInAt(() => issuer);

beforeAll(async () => {
  issuer = await serveSignIn();
});
afterAll(() => issuer.close());
afterEach(endAll);

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
    const told = logged();
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
