import type { Provider } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const isAdmin = ({ access }: Credential): boolean => access.use((value) => value.startsWith('sk-ant-admin'));

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  hosts: { kind: 'default', base: 'https://api.anthropic.com' },
  fields: [],
  kinds: [
    {
      id: 'anthropic',
      name: 'API key',
      shapes: [/^sk-ant-api\d{2}-[\w-]{80,}$/],
      end: 'by-admin',
      docs: 'https://platform.claude.com/docs/en/api/overview',
    },
    {
      id: 'anthropic-admin',
      name: 'admin key',
      shapes: [/^sk-ant-admin\d{2}-[\w-]{80,}$/],
      end: 'by-admin',
      docs: 'https://platform.claude.com/docs/en/api/admin/api_keys',
    },
    {
      id: 'anthropic-oauth',
      name: 'OAuth token',
      shapes: [/^sk-ant-oat\d{2}-[\w-]{80,}$/],
      end: 'hidden',
      docs: 'https://platform.claude.com/docs/en/api/overview',
      lacks: ['check'],
    },
  ],
  refuses: [{ shape: /^sk-ant-sid\d{2}-[\w-]{20,}$/, what: 'the session of a browser at Claude' }],
  check: restCheck({
    path: (_context, credential) => (isAdmin(credential) ? '/v1/organizations/me' : '/v1/models?limit=1'),
    auth: keyHeader('x-api-key'),
    headers: { 'anthropic-version': '2023-06-01' },
    lives({ data, type, name }) {
      if (type === 'organization') return learned({ subject: name });
      return Array.isArray(data) ? learned({}) : undefined;
    },
    refusals: [
      [401, 'authentication_error', 'refused'],
      [403, 'permission_error', 'insufficient-scope'],
    ],
  }),
  link: () => 'https://platform.claude.com/settings/keys',
};
