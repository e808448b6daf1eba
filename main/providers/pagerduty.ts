import type { Provider } from '../domain/provider.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

export const pagerduty: Provider = {
  id: 'pagerduty',
  name: 'PagerDuty',
  hosts: { kind: 'default', base: 'https://api.pagerduty.com' },
  fields: [],
  kinds: [
    {
      id: 'pagerduty',
      name: 'REST API key',
      likely: [/^u\+[\w+-]{18}$/],
      bare: [/^[\w+-]{20}$/],
      names: /pagerduty|\bpd_(?:api|token|key)/i,
      end: 'never',
      docs: 'https://support.pagerduty.com/main/docs/api-access-keys',
    },
  ],
  check: restCheck({
    path: '/abilities',
    headers: { accept: 'application/vnd.pagerduty+json;version=2' },
    auth: ({ access }) => ({ authorization: access.map((value) => `Token token=${value}`) }),
    lives: ({ abilities }) => (Array.isArray(abilities) ? learned({}) : undefined),
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
  }),
  link: () => 'https://app.pagerduty.com/api_keys',
};
