import type { Kind } from '../domain/kind.ts';

const ON_TOKENS = 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure';
const ON_APPS = 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app';

export const REFRESHING = `${ON_APPS}/refreshing-user-access-tokens`;

/** Lengths are left open: GitHub asks to treat tokens as opaque, and has made them longer more than once. */
export const githubKinds: readonly Kind[] = [
  {
    id: 'github-pat-classic',
    name: 'classic personal access token',
    shapes: [/^ghp_[\w.-]{20,}$/],
    end: 'told',
    docs: `${ON_TOKENS}/token-expiration-and-revocation`,
    lacks: ['renew'],
  },
  {
    id: 'github-pat-fine-grained',
    name: 'fine-grained personal access token',
    shapes: [/^github_pat_[\w.-]{20,}$/],
    end: 'told',
    usualDays: 30,
    docs: `${ON_TOKENS}/managing-your-personal-access-tokens`,
    lacks: ['renew'],
  },
  {
    id: 'github-oauth-app',
    name: 'OAuth app token',
    shapes: [/^gho_[\w.-]{20,}$/],
    end: 'never',
    docs: 'https://docs.github.com/en/rest/apps/oauth-applications',
    lacks: ['renew'],
  },
  {
    id: 'github-app-user',
    name: 'GitHub App user token',
    shapes: [/^ghu_[\w.-]{20,}$/],
    end: 'at-issue',
    docs: REFRESHING,
  },
  {
    id: 'github-app-installation-stateless',
    name: 'GitHub App installation token',
    shapes: [/^ghs_\d+_eyJ[\w.-]{100,}$/],
    end: 'at-issue',
    docs: 'https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/',
    lacks: ['renew'],
    validFrom: '2026-04-27',
  },
  {
    id: 'github-app-installation',
    name: 'GitHub App installation token',
    shapes: [/^ghs_(?!\d+_eyJ)[\w.-]{20,}$/],
    end: 'at-issue',
    docs: `${ON_APPS}/generating-an-installation-access-token-for-a-github-app`,
    lacks: ['renew'],
  },
];
