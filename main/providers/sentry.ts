import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

const DOCS = 'https://docs.sentry.io/account/auth-tokens/';
const WIDE = ['org:admin', 'team:admin', 'member:admin', 'project:admin'];

/** An organization's token names a host inside itself, which is not followed: the person names another one where it is needed. */
export const sentry: Provider = {
  id: 'sentry',
  name: 'Sentry',
  hosts: { kind: 'default', base: 'https://sentry.io' },
  fields: [],
  kinds: [
    {
      id: 'sentry',
      name: 'auth token',
      shapes: [/^sntryu_[a-f0-9]{64}$/, /^sntrys_eyJ[\w+/=]{40,}$/],
      bare: [/^[a-f0-9]{64}$/],
      names: /sentry/i,
      end: 'hidden',
      docs: DOCS,
    },
  ],
  check: restCheck({
    path: '/api/0/',
    auth: bearer,
    lives(body) {
      if (body['version'] === undefined) return undefined;
      if (body['auth'] === null) return 'refused';
      const { scopes } = within(body, 'auth');
      const { email, name } = within(body, 'user');
      return Array.isArray(scopes) ? learned({ scopes, wide: WIDE, subject: email ?? name }) : undefined;
    },
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://sentry.io/settings/account/api/auth-tokens/',
};
