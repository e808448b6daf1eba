import type { Provider } from '../domain/provider.ts';
import { fieldHeader, keyHeader, together } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const BASE = 'https://api.datadoghq.com';
const DOCS = 'https://docs.datadoghq.com/account_management/api-app-keys/';

/** A key of another site is refused like one that never was: the site is the host. */
export const datadog: Provider = {
  id: 'datadog',
  name: 'Datadog',
  hosts: { kind: 'default', base: BASE },
  fields: [],
  kinds: [
    {
      id: 'datadog',
      name: 'API key',
      bare: [/^[a-f0-9]{32}$/],
      names: /datadog|\bdd_(?:api_)?key/i,
      end: 'never',
      docs: DOCS,
    },
  ],
  check: restCheck({
    path: '/api/v1/validate',
    auth: keyHeader('dd-api-key'),
    lives: ({ valid }) => (valid === true ? learned({}) : valid === false ? 'refused' : undefined),
    refusals: [
      [403, 'refused'],
      [401, 'refused'],
    ],
  }),
  link: () => 'https://app.datadoghq.com/organization-settings/api-keys',
};

export const datadogApplication: Provider = {
  id: 'datadog-application-key',
  name: 'Datadog application',
  hosts: { kind: 'default', base: BASE },
  fields: [{ key: 'api-key', label: 'API key', secret: true, needed: true }],
  kinds: [
    {
      id: 'datadog-application-key',
      name: 'application key',
      bare: [/^[a-f0-9]{40}$/],
      names: /datadog.*app|dd_app/i,
      end: 'never',
      docs: DOCS,
    },
  ],
  check: restCheck({
    path: '/api/v2/validate_keys',
    auth: together(fieldHeader('dd-api-key', 'api-key'), keyHeader('dd-application-key')),
    lives: ({ status }) => (status === 'ok' ? learned({}) : undefined),
    refusals: [
      [403, 'refused'],
      [401, 'refused'],
    ],
  }),
  link: () => 'https://app.datadoghq.com/personal-settings/application-keys',
};
