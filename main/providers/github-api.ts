import type { Token } from '../../shared/token.ts';

export const PUBLIC_API = 'https://api.github.com';

export const githubHeaders = {
  accept: 'application/vnd.github+json',
  'user-agent': 'Tokenkeep',
  'x-github-api-version': '2022-11-28',
} as const;

/** Where the API of a host is: beside it for github.com and GHE.com, under `/api/v3` for an Enterprise Server, and where a path says. */
export function apiOf(base: string): string {
  const [, host = '', path = ''] = partsOf(base);
  if (path !== '' || host === 'api.github.com') return base;
  if (host === 'github.com' || host === 'www.github.com') return PUBLIC_API;
  if (host.endsWith('.ghe.com')) return host.startsWith('api.') ? base : `https://api.${host}`;
  return `${base}/api/v3`;
}

/** True for github.com and GHE.com, which GitHub runs itself. */
export function isPublicCloud(base: string): boolean {
  const [, host = ''] = partsOf(apiOf(base));
  return host === 'api.github.com' || host.endsWith('.ghe.com');
}

/** The page on which a person sees and deletes their tokens. */
export function githubPage({ host }: Token): string {
  const [, name = ''] = partsOf(host ?? PUBLIC_API);
  return `https://${name.replace(/^api\./, '')}/settings/tokens`;
}

const partsOf = (base: string): readonly string[] => /^https?:\/\/([^/]+)(\/.*)?$/.exec(base) ?? [];
