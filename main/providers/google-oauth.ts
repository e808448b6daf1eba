import type { Provider } from '../domain/provider.ts';
import { endAfter, endOf, learned } from './parts/learned.ts';
import { clientFieldsOf, refreshAt } from './parts/refresh.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://developers.google.com/identity/protocols/oauth2';

export const googleOauth: Provider = {
  id: 'google-oauth',
  name: 'Google OAuth',
  hosts: { kind: 'default', base: 'https://oauth2.googleapis.com' },
  fields: clientFieldsOf('google-oauth'),
  kinds: [
    {
      id: 'google-oauth',
      name: 'access token',
      shapes: [/^ya29\.[\w.-]{10,}$/],
      end: 'told',
      docs: DOCS,
      unverified: ['renew', 'revoke'],
    },
    {
      id: 'google-oauth-refresh',
      name: 'refresh token',
      shapes: [/^1\/\/[\w-]{40,}$/],
      end: 'hidden',
      docs: `${DOCS}#expiration`,
      lacks: ['check', 'renew'],
      unverified: ['revoke'],
    },
    {
      id: 'google-oauth-client',
      name: 'client secret',
      shapes: [/^GOCSPX-[\w-]{28}$/],
      end: 'never',
      docs: `${DOCS}/native-app`,
      lacks: ['check', 'renew', 'revoke'],
    },
  ],
  // In a form, so that the value is in no address.
  check: restCheck({
    method: 'POST',
    path: '/tokeninfo',
    form: ({ access }) => ({ access_token: access }),
    lives: (body, { answer }) =>
      body['expires_in'] === undefined
        ? undefined
        : learned({
            ends: body['exp'] === undefined ? endAfter(body['expires_in'], answer) : endOf(body['exp']),
            scopes: body['scope'],
            wide: ['https://www.googleapis.com/auth/cloud-platform', 'https://mail.google.com/'],
            subject: body['email'] ?? body['sub'],
            audience: body['aud'],
          }),
    refusals: [
      [400, 'invalid_token', 'refused'],
      [400, 'Invalid Value', 'refused'],
    ],
  }),
  renew: refreshAt({ path: '/token', client: 'form', reusable: true }),
  revoke: restRevoke({
    method: 'POST',
    path: '/revoke',
    form: ({ access }) => ({ token: access }),
    taken: { 200: 'confirmed' },
    blast: 'the whole consent, with its refresh token and all that came from it',
  }),
  link: () => 'https://myaccount.google.com/permissions',
};
