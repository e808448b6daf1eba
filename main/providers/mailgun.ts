import type { Provider } from '../domain/provider.ts';
import { basic } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

/** A key of one region is refused in the other: the region is the host. */
export const mailgun: Provider = {
  id: 'mailgun',
  name: 'Mailgun',
  hosts: { kind: 'default', base: 'https://api.mailgun.net' },
  fields: [],
  kinds: [
    {
      id: 'mailgun',
      name: 'API key',
      likely: [/^key-[a-z0-9]{32}$/, /^[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}$/],
      names: /mailgun/i,
      end: 'by-admin',
      docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
    },
  ],
  check: restCheck({
    path: '/v3/domains?limit=1',
    auth: basic('api'),
    lives: ({ items }) => (Array.isArray(items) ? learned({}) : undefined),
    refusals: [[401, 'refused']],
    // It refuses in plain text.
    plain: true,
  }),
  link: () => 'https://app.mailgun.com/settings/api_security',
};
