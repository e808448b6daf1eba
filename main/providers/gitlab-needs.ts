import type { Scope } from '../../shared/token.ts';

/**
 * The least scope of an access token that a request takes; `api` and `read_api` are all that most of the API knows.
 * https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes
 */
export function gitlabNeeds(method: string, path: string): readonly Scope[] | undefined {
  const isReading = method === 'GET' || method === 'HEAD';
  const plain = path.replace(/^\/api\/v4(?=\/)/, '');
  if (/^\/(?:user|users\/[^/]+)$/.test(plain) && isReading) return ['read_user'];
  if (/^\/personal_access_tokens\/self\/rotate$/.test(plain)) return ['self_rotate'];
  if (/^\/projects\/[^/]+\/repository\//.test(plain) && isReading) return ['read_repository'];
  if (/\/registry\/repositories/.test(plain)) return [isReading ? 'read_registry' : 'write_registry'];
  if (/^\/(?:projects|groups|issues|merge_requests|runners|namespaces|events|todos)\b/.test(plain)) {
    return [isReading ? 'read_api' : 'api'];
  }
  return undefined;
}
