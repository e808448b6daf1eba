import { expect, test } from 'vitest';
import { proxyLogin, withLogin } from '../../main/adapters/proxy-choice.ts';
import { withSpare } from '../../main/adapters/spare-exchange.ts';
import type { Exchange, Exchanged, PlainRequest } from '../../main/domain/http-port.ts';

const good: Exchanged = { kind: 'response', status: 200, headers: {}, body: (async function* () {})() };
const failed = (code: string): Exchanged => ({ kind: 'failed', code });
const get = (host: string): PlainRequest => ({ method: 'GET', url: `https://${host}/user`, headers: {} });

/** Answers what it is told to, and counts. */
function counting(answer: Exchanged) {
  const asked: string[] = [];
  const exchange: Exchange = async ({ url }) => {
    asked.push(new URL(url).host);
    return answer;
  };
  return { asked, exchange };
}

const { signal } = new AbortController();

test('what is turned away for an unknown authority alone is asked by the spare, and that host from then on', async () => {
  const [first, spare] = [counting(failed('net::ERR_CERT_AUTHORITY_INVALID')), counting(good)];
  const exchange = withSpare(first.exchange, spare.exchange);
  expect(await exchange(get('a.test'), signal)).toBe(good);
  await exchange(get('a.test'), signal);
  expect([first.asked, spare.asked]).toEqual([['a.test'], ['a.test', 'a.test']]);
});

test.each(['net::ERR_CERT_DATE_INVALID', 'net::ERR_CERT_COMMON_NAME_INVALID', 'net::ERR_CONNECTION_RESET'])(
  'after %s nobody else is asked',
  async (code) => {
    const [first, spare] = [counting(failed(code)), counting(good)];
    expect(await withSpare(first.exchange, spare.exchange)(get('a.test'), signal)).toEqual(failed(code));
    expect(spare.asked).toEqual([]);
  },
);

test('a body that comes in pieces is not sent twice', async () => {
  const [first, spare] = [counting(failed('net::ERR_CERT_AUTHORITY_INVALID')), counting(good)];
  const body = (async function* () {})();
  const answer = await withSpare(first.exchange, spare.exchange)({ ...get('a.test'), method: 'POST', body }, signal);
  expect([answer.kind, spare.asked]).toEqual(['failed', []]);
});

test('a proxy is signed in at with what the environment says of it, and no other is', () => {
  const env = { HTTPS_PROXY: 'http://me:hush%40home@proxy.test:3128' };
  expect(proxyLogin('proxy.test:3128', env)).toEqual({ username: 'me', password: 'hush@home' });
  expect(proxyLogin('other.test:3128', env)).toBeUndefined();
  expect(proxyLogin('proxy.test:3128', { HTTPS_PROXY: 'http://proxy.test:3128' })).toBeUndefined();
  expect(proxyLogin('proxy.test:80', { https_proxy: 'http://me:x@proxy.test' })).toEqual({
    username: 'me',
    password: 'x',
  });
  expect(withLogin('http://proxy.test:3128', env)).toBe('http://me:hush%40home@proxy.test:3128/');
  expect([withLogin('http://other.test:1', env), withLogin(undefined, env)]).toEqual([
    'http://other.test:1',
    undefined,
  ]);
});
