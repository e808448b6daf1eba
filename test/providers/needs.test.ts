import { expect, test } from 'vitest';
import { registry } from '../../main/providers/registry.ts';

test.each([
  ['github', 'GET', '/user', ['read:user']],
  ['github', 'PATCH', '/user', ['user']],
  ['github', 'GET', '/api/v3/user', ['read:user']],
  ['github', 'GET', '/repos/me/site/issues', ['repo']],
  ['github', 'POST', '/repos/me/site/statuses/abc', ['repo:status']],
  ['github', 'DELETE', '/repos/me/site', ['delete_repo']],
  ['github', 'GET', '/rate_limit', []],
  ['github', 'GET', '/gists/1', []],
  ['github', 'POST', '/gists', ['gist']],
  ['github', 'GET', '/something/new', undefined],
  ['gitlab', 'GET', '/api/v4/user', ['read_user']],
  ['gitlab', 'GET', '/api/v4/projects/1/issues', ['read_api']],
  ['gitlab', 'POST', '/api/v4/projects/1/issues', ['api']],
  ['gitlab', 'GET', '/api/v4/projects/1/repository/files/a', ['read_repository']],
  ['gitlab', 'POST', '/api/v4/personal_access_tokens/self/rotate', ['self_rotate']],
  ['gitlab', 'GET', '/api/v4/version', undefined],
] as const)('%s: %s %s takes %j', (provider, method, path, scopes) => {
  expect(registry.get(provider)?.needs?.(method, path)).toEqual(scopes);
});
