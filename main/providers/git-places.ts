import type { Token } from '../../shared/token.ts';
import type { GitPlace } from '../domain/provider.ts';

const hostIn = (base: string): string => /^[a-z]+:\/\/[^/]+/.exec(base)?.[0] ?? base;

/** The API lives beside the repositories, or below the same host. GitHub takes any user name with a token. */
export function githubPlace({ host, subject }: Token): GitPlace {
  const server = hostIn(host ?? 'https://github.com').replace(
    /^(https:\/\/)api\.(github\.com|[^/]+\.ghe\.com)$/,
    '$1$2',
  );
  return { server, account: subject, as: 'x-access-token' };
}

/** GitLab takes any user name with a personal token, and this one with both kinds. */
export function gitlabPlace({ host }: Token): GitPlace {
  return { server: hostIn(host ?? 'https://gitlab.com'), as: 'oauth2' };
}
