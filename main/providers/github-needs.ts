import type { Scope } from '../../shared/token.ts';

type Need = readonly [path: RegExp, read: Scope | undefined, write: Scope];

/**
 * The least scope of a classic token that a request takes, where the documentation says so plainly. What is public needs none, which is
 * not told apart here: a request for a repository counts as one for a private one.
 * https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
 */
const NEEDS: readonly Need[] = [
  [/^\/user$/, 'read:user', 'user'],
  [/^\/user\/emails/, 'user:email', 'user'],
  [/^\/user\/keys/, 'read:public_key', 'write:public_key'],
  [/^\/user\/gpg_keys/, 'read:gpg_key', 'write:gpg_key'],
  [/^\/user\/orgs$/, 'read:org', 'read:org'],
  [/^\/user\/repos$/, 'repo', 'repo'],
  [/^\/repos\/[^/]+\/[^/]+\/hooks/, 'read:repo_hook', 'write:repo_hook'],
  [/^\/repos\/[^/]+\/[^/]+\/(?:statuses|commits\/[^/]+\/status)/, 'repo:status', 'repo:status'],
  [/^\/repos\/[^/]+\/[^/]+\/deployments/, 'repo_deployment', 'repo_deployment'],
  [/^\/repos\/[^/]+\/[^/]+\/actions\/workflows\/[^/]+$/, 'repo', 'workflow'],
  [/^\/repos\//, 'repo', 'repo'],
  [/^\/orgs\/[^/]+\/hooks/, 'admin:org_hook', 'admin:org_hook'],
  [/^\/orgs\//, 'read:org', 'admin:org'],
  [/^\/gists/, undefined, 'gist'],
  [/^\/notifications/, 'notifications', 'notifications'],
  [/^\/(?:meta|rate_limit|zen|emojis|licenses|gitignore)\b/, undefined, 'repo'],
];

export function githubNeeds(method: string, path: string): readonly Scope[] | undefined {
  const plain = path.replace(/^\/api\/v3(?=\/)/, '');
  const found = NEEDS.find(([shape]) => shape.test(plain));
  if (found === undefined) return undefined;
  const [, read, write] = found;
  const isDeletion = method === 'DELETE' && /^\/repos\/[^/]+\/[^/]+$/.test(plain);
  const scope = isDeletion ? 'delete_repo' : isReading(method) ? read : write;
  return scope === undefined ? [] : [scope];
}

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';
