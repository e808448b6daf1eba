import type { Provider } from '../domain/provider.ts';
import { restCheck } from './parts/rest-check.ts';

export const auth0: Provider = {
  id: 'auth0',
  name: 'Auth0',
  hosts: { kind: 'named' },
  fields: [{ key: 'client-id', label: 'Client ID', secret: false, needed: true }],
  kinds: [
    {
      id: 'auth0',
      name: 'client secret',
      bare: [/^[\w-]{64}$/],
      names: /auth0/i,
      end: 'never',
      docs: 'https://auth0.com/docs/get-started/applications/rotate-client-secret',
    },
  ],
  // With a code that was never given out: the client is judged before the code, and nothing is issued or counted.
  check: restCheck({
    method: 'POST',
    path: '/oauth/token',
    form: ({ access, fields }) => ({
      grant_type: 'authorization_code',
      client_id: fields['client-id'],
      client_secret: access,
      code: 'none',
      redirect_uri: 'https://localhost/none',
    }),
    accepts: [],
    lives: () => undefined,
    refusals: [
      [403, 'invalid_grant', 'valid'],
      [403, 'unauthorized_client', 'valid'],
      [401, 'refused'],
    ],
  }),
  link: () => 'https://manage.auth0.com',
};
