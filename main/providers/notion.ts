import type { Provider } from '../domain/provider.ts';
import { bearer, clientBasic } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

export const notion: Provider = {
  id: 'notion',
  name: 'Notion',
  hosts: { kind: 'default', base: 'https://api.notion.com' },
  fields: clientFields,
  kinds: [
    {
      id: 'notion',
      name: 'integration token',
      shapes: [/^ntn_[0-9]{11}[A-Za-z0-9]{35}$/],
      likely: [/^secret_[A-Za-z0-9]{43}$/],
      end: 'never',
      docs: 'https://developers.notion.com/reference/authentication',
    },
  ],
  check: restCheck({
    path: '/v1/users/me',
    headers: { 'notion-version': '2022-06-28' },
    auth: bearer,
    lives(body) {
      const { workspace_name: workspace } = within(body, 'bot');
      return body['object'] === 'user' ? learned({ subject: workspace ?? body['name'] }) : undefined;
    },
    refusals: [
      [401, 'refused'],
      [403, 'restricted_resource', 'insufficient-scope'],
    ],
  }),
  // https://developers.notion.com/reference/refresh-a-token
  renew: refreshAt({ path: '/v1/oauth/token', client: 'basic-json' }),
  // https://developers.notion.com/reference/revoke-token: for tokens of a connection, in the name of its client.
  revoke: restRevoke({
    method: 'POST',
    path: '/v1/oauth/revoke',
    auth: clientBasic,
    json: ({ access }) => ({ token: access }),
    can: ({ fields }) => fields.includes('client-id') && fields.includes('client-secret'),
    taken: { 200: 'confirmed' },
  }),
  link: () => 'https://www.notion.so/profile/integrations',
};
