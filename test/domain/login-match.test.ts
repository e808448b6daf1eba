import { describe, expect, test } from 'vitest';
import { matchOf, type Place } from '../../main/domain/login-match.ts';
import { registry } from '../../main/providers/registry.ts';
import { readGitAddress, type Login } from '../../shared/login.ts';
import type { Token } from '../../shared/token.ts';
import { aToken } from '../support/tokens.ts';

const at = (address: string, stored = false): Login => ({
  ...(readGitAddress(address) ?? { tool: 'git', server: '' }),
  ...(stored ? { stored } : {}),
});
const token = (label: string, facts: Partial<Token> = {}): Token => aToken({ label, provider: 'other', ...facts });

function meant(tokens: readonly Token[], asked: Partial<Place>): string {
  const found = matchOf(tokens, { tool: 'git', server: 'https://github.com', ...asked }, registry);
  if (found.kind === 'one') return `${found.match.token.label} as ${found.match.username}`;
  return found.kind === 'none' ? 'none' : found.matches.map((one) => one.token.label).join(' or ');
}

describe('a token of its issuer', () => {
  test('is given at the issuer’s own host, by the name of its account', () => {
    const [github, gitlab] = [aToken({ label: 'a', subject: 'octo' }), aToken({ label: 'b', provider: 'gitlab' })];
    expect(meant([github, gitlab], {})).toBe('a as octo');
    expect(meant([github, gitlab], { server: 'https://gitlab.com' })).toBe('b as oauth2');
    expect(meant([aToken({ label: 'c' })], {})).toBe('c as x-access-token');
  });

  test('is given at the host that its user named, and at no other', () => {
    const own = token('sso', { provider: 'oauth2', host: 'https://git.example:8443/realm' });
    expect(meant([own], { server: 'https://git.example:8443' })).toBe('sso as oauth2');
    expect(meant([own], { server: 'https://git.example' })).toBe('none');
    expect(meant([own], { server: 'http://git.example:8443' })).toBe('none');
  });

  test('of GitHub’s cloud is given where its API is asked beside', () => {
    const ghe = aToken({ label: 'ghe', host: 'https://api.acme.ghe.com' });
    expect(meant([ghe], { server: 'https://acme.ghe.com' })).toBe('ghe as x-access-token');
  });
});

describe('of several', () => {
  const [u1, u2] = [
    token('one', { logins: [at('https://u1@github.com', true)] }),
    token('two', { logins: [at('https://u2@github.com', true)] }),
  ];

  test('the user name counts first, then the repository, then its owner', () => {
    expect(meant([u1, u2], { username: 'u2' })).toBe('two as u2');
    expect(meant([u1, u2], { username: 'u3' })).toBe('none');
    expect(meant([u1, u2], { path: 'U2/site' })).toBe('two as u2');
    const bound = token('bound', { logins: [at('https://u3@github.com/u2')] });
    expect(meant([u1, u2, bound], { path: 'u2/site' })).toBe('bound as u3');
    expect(meant([u1, u2, bound], { path: 'u2/site', username: 'u1' })).toBe('one as u1');
  });

  test('none is guessed', () => {
    expect(meant([u1, u2], {})).toBe('one or two');
    expect(meant([aToken({ label: 'a', subject: 'octo' }), aToken({ label: 'b', subject: 'octo' })], {})).toBe(
      'a or b',
    );
  });

  test('what a person said outweighs what is only known', () => {
    const said = aToken({ label: 'said', subject: 'octo', logins: [at('https://github.com')] });
    expect(meant([aToken({ label: 'a', subject: 'octo' }), said], {})).toBe('said as octo');
  });

  test('what git brought for an account is meant before another token of that account', () => {
    const brought = token('brought', { logins: [at('https://octo@github.com', true)] });
    expect(meant([aToken({ label: 'a', subject: 'octo' }), brought], {})).toBe('brought as octo');
  });

  test('a longer name of a repository is another repository', () => {
    const bound = token('bound', { logins: [at('https://u1@github.com/team/site')] });
    expect(meant([bound], { path: 'team/site' })).toBe('bound as u1');
    expect(meant([bound], { path: 'team/site-two' })).toBe('none');
  });
});
