import type { AskContext, Provider } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const isAdmin = ({ access }: Credential): boolean => access.use((value) => value.startsWith('sk-admin-'));

/** Lengths have changed several times, and are left open. */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  hosts: { kind: 'default', base: 'https://api.openai.com' },
  fields: [],
  kinds: [
    {
      id: 'openai',
      name: 'API key',
      shapes: [/^sk-(?:proj|svcacct|service)-[\w-]{20,}$/, /^sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/],
      end: 'by-admin',
      docs: 'https://developers.openai.com/api/docs/api-reference/authentication',
    },
    {
      id: 'openai-admin',
      name: 'admin key',
      shapes: [/^sk-admin-[\w-]{20,}$/],
      end: 'by-admin',
      docs: 'https://developers.openai.com/api/docs/api-reference/admin-api-keys',
    },
  ],
  check: restCheck({
    path: (_context: AskContext, credential) =>
      isAdmin(credential) ? '/v1/organization/admin_api_keys?limit=1' : '/v1/models',
    auth: bearer,
    lives: ({ object, data }) => (object === 'list' && Array.isArray(data) ? learned({}) : undefined),
    refusals: [
      [401, 'refused'],
      // A restricted key that may not list models; or a country that is not served.
      [403, 'unsupported_country_region_territory', 'policy'],
      [403, 'insufficient-scope'],
    ],
  }),
  link: () => 'https://platform.openai.com/api-keys',
};
