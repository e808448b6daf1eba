import { expect, test } from 'vitest';
import { proxyFor } from '../../main/adapters/proxy-choice.ts';

const issuer = new URL('https://api.issuer.test/user');
const proxy = 'http://proxy.test:3128';

test('an https address goes through HTTPS_PROXY, and the lower-case name wins', () => {
  expect(proxyFor(issuer, { HTTPS_PROXY: proxy })).toBe(proxy);
  expect(proxyFor(issuer, { HTTPS_PROXY: 'http://other.test', https_proxy: proxy })).toBe(proxy);
  expect(proxyFor(issuer, { ALL_PROXY: 'proxy.test:3128' })).toBe(proxy);
  expect(proxyFor(issuer, { HTTP_PROXY: proxy })).toBeUndefined();
});

test.each([
  '*',
  'api.issuer.test',
  'issuer.test',
  '.issuer.test',
  '*.issuer.test',
  'a.test, issuer.test',
  'issuer.test:443',
])('NO_PROXY=%s keeps it direct', (list) => {
  expect(proxyFor(issuer, { HTTPS_PROXY: proxy, NO_PROXY: list })).toBeUndefined();
});

test.each(['suer.test', 'issuer.test:8443', 'other.test', ''])('NO_PROXY=%s does not', (list) => {
  expect(proxyFor(issuer, { HTTPS_PROXY: proxy, NO_PROXY: list })).toBe(proxy);
});

test.each(['http://127.0.0.1:1', 'https://localhost', 'https://[::1]:8443'])(
  '%s never leaves this machine',
  (address) => {
    expect(proxyFor(new URL(address), { HTTPS_PROXY: proxy, HTTP_PROXY: proxy })).toBeUndefined();
  },
);
