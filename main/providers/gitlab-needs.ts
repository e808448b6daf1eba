import type { Scope } from '../../shared/token.ts';

/**
 * The least scope of an access token that a request takes; `api` and `read_api` are all that most of the API knows.
 * https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes
 */
export function gitlabNeeds(method: string, path: string): readonly Scope[] | undefined {
  const plain = path.replace(/^\/api\/v4(?=\/)/, '');
  const found = NEEDS.find(([shape]) => shape.test(plain));
  if (found === undefined) return undefined;
  const [, read, write] = found;
  return [method === 'GET' || method === 'HEAD' ? read : write];
}

const NEEDS: readonly (readonly [path: RegExp, read: Scope, write: Scope])[] = [
  [/^\/personal_access_tokens\/self\/rotate$/, 'self_rotate', 'self_rotate'],
  [/^\/(?:user|users\/[^/]+)$/, 'read_user', 'api'],
  [/^\/projects\/[^/]+\/repository\//, 'read_repository', 'api'],
  [/\/registry\/repositories/, 'read_registry', 'write_registry'],
  [/^\/(?:projects|groups|issues|merge_requests|runners|namespaces|events|todos)\b/, 'read_api', 'api'],
];
