import { describe, expect, it } from 'vitest';
import { registry } from '../../main/providers/registry.ts';

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${encoded({ alg: 'none' })}.${encoded({ sub: 'a' })}.`;
const zeros = (count: number) => '0'.repeat(count);

describe('a value is recognised by its shape', () => {
  it.each([
    [`ghp_${zeros(36)}`, 'github', 'classic personal access token'],
    [`github_pat_${zeros(22)}_${zeros(59)}`, 'github', 'fine-grained personal access token'],
    [`gho_${zeros(36)}`, 'github', 'OAuth app token'],
    [`ghu_${zeros(36)}`, 'github', 'GitHub App user token'],
    [`ghs_${zeros(36)}`, 'github', 'GitHub App installation token'],
    [`ghs_1_${jwt}${zeros(400)}`, 'github', 'GitHub App installation token'],
    [`ghr_${zeros(76)}`, 'github-refresh', 'GitHub App refresh token'],
    [`glpat-${zeros(20)}`, 'gitlab', 'access token'],
    [`glpat-${zeros(27)}.${zeros(9)}`, 'gitlab', 'access token'],
    [`glrt-${zeros(20)}`, 'gitlab-other', 'runner token'],
    [jwt, 'jwt', 'signed token'],
    [zeros(64), 'other', 'token of an unknown kind'],
    ['00000000-0000-0000-0000-000000000000', 'other', 'token of an unknown kind'],
    [` ghp_${zeros(36)}`, 'other', 'token of an unknown kind'],
  ])('%s', (value, provider, kind) => {
    expect(registry.recognise(value)[0]).toMatchObject({ provider, kind });
  });

  it('and may always be something else, last and least sure', () => {
    for (const value of [`ghp_${zeros(36)}`, jwt, 'x']) {
      expect(registry.recognise(value).at(-1)).toMatchObject({ provider: 'other', confidence: 'low' });
    }
  });
});

describe('the registry', () => {
  it('knows each provider by its own name alone', () => {
    expect(new Set(registry.all.map(({ id }) => id)).size).toBe(registry.all.length);
    for (const provider of registry.all) expect(registry.get(provider.id)).toBe(provider);
    expect(registry.get('nobody')).toBeUndefined();
  });
});
