import type { Provider } from '../domain/provider.ts';
import { scheme } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

export const snyk: Provider = {
  id: 'snyk',
  name: 'Snyk',
  hosts: { kind: 'default', base: 'https://api.snyk.io' },
  fields: [],
  kinds: [
    {
      id: 'snyk',
      name: 'API token',
      shapes: [/^snyk_uat\.[\w.-]{20,}$/],
      bare: [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
      names: /snyk/i,
      end: 'hidden',
      docs: 'https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api',
      unverified: ['recognise'],
    },
  ],
  check: restCheck({
    path: '/rest/self?version=2024-06-10',
    auth: scheme('token'),
    lives(body) {
      const { id, attributes } = within(body, 'data');
      const who = within(attributes);
      return typeof id === 'string' ? learned({ subject: who['email'] ?? who['username'] ?? who['name'] }) : undefined;
    },
    // One of another region is refused in the same way.
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://app.snyk.io/account',
};
