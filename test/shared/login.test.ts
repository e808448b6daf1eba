import { describe, expect, test } from 'vitest';
import { gitServer, loginWords, readDockerRegistry, readGitAddress } from '../../shared/login.ts';

describe('the place that git means', () => {
  test.each([
    ['https', 'GitHub.com', 'https://github.com'],
    ['https', 'github.com:443', 'https://github.com'],
    ['http', 'github.com:443', 'http://github.com:443'],
    ['https', '[::1]:8443', 'https://[::1]:8443'],
  ])('%s and %s is %s', (protocol, host, server) => expect(gitServer(protocol, host)).toBe(server));

  test.each(['me@github.com', 'github.com/x', 'g\u0456thub.com', 'git\u212Aub.com', '', 'a b', 'github.com:x'])(
    '%j is none',
    (host) => expect(gitServer('https', host)).toBeUndefined(),
  );
});

describe('an address as a person writes it', () => {
  test.each([
    ['https://github.com', { server: 'https://github.com' }],
    ['https://me@github.com/', { server: 'https://github.com', username: 'me' }],
    ['https://github.com/team/site.git', { server: 'https://github.com', path: 'team/site' }],
  ])('%s', (text, read) => expect(readGitAddress(text)).toEqual({ tool: 'git', ...read }));

  test('with a password in it is not taken', () => {
    expect(readGitAddress('https://me:word@github.com')).toBeUndefined();
  });

  test('is said as it was read', () => {
    for (const text of ['https://github.com', 'https://me@github.com/team/site']) {
      expect(loginWords(readGitAddress(text) ?? { tool: 'git', server: '' })).toBe(text);
    }
  });

  test.each([
    ['registry.test:5000', { server: 'registry.test:5000' }],
    ['me@registry.test', { server: 'registry.test', username: 'me' }],
    ['https://me@index.docker.io/v1/', { server: 'https://index.docker.io/v1/', username: 'me' }],
  ])('of a registry: %s', (text, read) => expect(readDockerRegistry(text)).toEqual({ tool: 'docker', ...read }));
});
