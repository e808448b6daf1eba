import { expect, test } from 'vitest';
import { hostOf } from '../../main/domain/host.ts';

const rule = { kind: 'default', base: 'https://api.github.com' } as const;

test.each([
  ['https://git.example.org', 'https://git.example.org'],
  ['https://Git.Example.org/gitlab/', 'https://git.example.org/gitlab'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://[::1]:4000/x', 'http://[::1]:4000/x'],
  ['http://localhost:1', 'http://localhost:1'],
])('%s is asked at %s', (named, base) => {
  expect(hostOf(rule, named)).toEqual({ ok: true, value: base });
});

test.each([
  ['http://git.example.org', 'plain-http'],
  ['http://127.0.0.1.example.org', 'plain-http'],
  ['http://localhost.example.org', 'plain-http'],
  ['git.example.org', 'not-a-url'],
  ['https://user:word@git.example.org', 'not-a-url'],
  ['https://git.example.org/?x=1', 'not-a-url'],
  ['ftp://git.example.org', 'not-a-url'],
  ['https://git.example.org/\r\nX: y', 'not-a-url'],
])('%s is refused: %s', (named, why) => {
  expect(hostOf(rule, named)).toMatchObject({ ok: false, failure: { code: 'host-refused', why } });
});

test('none named: the provider has its own, or says that it needs one', () => {
  expect(hostOf(rule, undefined)).toEqual({ ok: true, value: undefined });
  expect(hostOf({ kind: 'named' }, ' ')).toMatchObject({ failure: { why: 'needed' } });
  expect(hostOf({ kind: 'none' }, 'https://x.example')).toMatchObject({ failure: { why: 'fixed' } });
});
