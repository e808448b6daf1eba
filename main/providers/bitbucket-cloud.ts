import type { Provider } from '../domain/provider.ts';
import { ACCESS_TOKEN, API_TOKEN, EMAIL } from './atlassian.ts';
import { basic, bearer, type Auth } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

/** Tokens of a repository, project or workspace have no account and are shown alone. */
const auth: Auth = (credential) =>
  (credential.access.use((value) => value.startsWith('ATCTT')) ? bearer : basic('{email}'))(credential);

export const bitbucketCloud: Provider = {
  id: 'bitbucket-cloud',
  name: 'Bitbucket Cloud',
  hosts: { kind: 'default', base: 'https://api.bitbucket.org' },
  fields: [{ ...EMAIL, needed: false }],
  kinds: [
    {
      id: 'bitbucket-cloud',
      name: 'API or access token',
      likely: [API_TOKEN, ACCESS_TOKEN],
      names: /bitbucket/i,
      end: 'hidden',
      usualDays: 365,
      docs: 'https://support.atlassian.com/bitbucket-cloud/docs/api-tokens/',
    },
    {
      id: 'bitbucket-app-password',
      name: 'app password',
      shapes: [/^ATBB[\w=.-]{20,}$/],
      end: 'never',
      docs: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
      validUntil: '2026-06-09',
    },
  ],
  check: restCheck({
    path: '/2.0/user',
    auth,
    lives: (body, { answer }) =>
      typeof body['uuid'] === 'string'
        ? learned({ subject: body['display_name'], scopes: answer.headers['x-oauth-scopes'] })
        : undefined,
    // It may do something, only not read the account.
    refusals: [
      [403, 'valid'],
      [401, 'refused'],
    ],
  }),
  git: ({ subject }) => ({ server: 'https://bitbucket.org', account: subject, as: 'x-bitbucket-api-token-auth' }),
  link: () => 'https://id.atlassian.com/manage-profile/security/api-tokens',
};
