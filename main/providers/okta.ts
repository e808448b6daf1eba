import type { Provider } from '../domain/provider.ts';
import { scheme } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

/** It ends after thirty days in which nobody used it, so that a look makes its life longer: none is taken unasked. */
export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  hosts: { kind: 'named' },
  fields: [],
  kinds: [
    {
      id: 'okta',
      name: 'API token',
      bare: [/^00[\w-]{40}$/],
      names: /okta|ssws/i,
      end: 'by-admin',
      docs: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    },
  ],
  check: restCheck({
    path: '/api/v1/users/me',
    auth: scheme('SSWS'),
    sideEffect: 'extends-life',
    lives(body) {
      const { login } = within(body, 'profile');
      return typeof login === 'string' ? learned({ subject: login }) : undefined;
    },
    refusals: [
      [401, 'refused'],
      [403, 'E0000006', 'insufficient-scope'],
    ],
  }),
  // https://developer.okta.com/docs/reference/api/api-tokens
  revoke: restRevoke({
    method: 'DELETE',
    path: '/api/v1/api-tokens/current',
    auth: scheme('SSWS'),
    taken: { 204: 'confirmed' },
  }),
};
