import type { Provider } from '../domain/provider.ts';
import { scheme } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

/** Gitea, and Forgejo, which answers as it does. */
export const gitea: Provider = {
  id: 'gitea',
  name: 'Gitea or Forgejo',
  hosts: { kind: 'named' },
  fields: [],
  kinds: [
    {
      id: 'gitea',
      name: 'access token',
      bare: [/^[a-f0-9]{40}$/],
      names: /gitea|forgejo|codeberg/i,
      end: 'never',
      docs: 'https://docs.gitea.com/development/api-usage',
    },
  ],
  check: restCheck({
    path: '/api/v1/user',
    auth: scheme('token'),
    lives: ({ id, login }) =>
      typeof id === 'number' && typeof login === 'string' ? learned({ subject: login }) : undefined,
    refusals: [
      [401, 'refused'],
      // It lives, and its scopes do not reach the account.
      [403, /scope/i, 'insufficient-scope'],
    ],
  }),
  link: ({ host }) => (host === undefined ? undefined : `${host}/user/settings/applications`),
};
