import type { Provider } from '../domain/provider.ts';
import { bearer, keyHeader, type Auth } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

/** A key goes without the word that a token of OAuth has before it. */
const auth: Auth = (credential) =>
  (credential.access.use((value) => value.startsWith('lin_api_')) ? keyHeader('authorization') : bearer)(credential);

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  hosts: { kind: 'default', base: 'https://api.linear.app' },
  fields: clientFields,
  kinds: [
    {
      id: 'linear',
      name: 'API key',
      shapes: [/^lin_api_[A-Za-z0-9]{30,}$/],
      end: 'never',
      docs: 'https://linear.app/docs/api-and-webhooks',
      lacks: ['renew'],
    },
    {
      id: 'linear-oauth',
      name: 'OAuth token',
      shapes: [/^lin_oauth_[A-Za-z0-9]{40,}$/],
      end: 'at-issue',
      docs: 'https://linear.app/developers/oauth-2-0-authentication',
    },
  ],
  check: restCheck({
    method: 'POST',
    path: '/graphql',
    auth,
    json: () => ({ query: '{ viewer { id name email } }' }),
    lives(body) {
      const viewer = within(body, 'data', 'viewer');
      return typeof viewer['id'] === 'string' ? learned({ subject: viewer['email'] }) : undefined;
    },
    refusals: [
      [400, 'RATELIMITED', 'rate-limited'],
      [400, /authentication/i, 'refused'],
      [401, 'refused'],
    ],
  }),
  renew: refreshAt({ path: '/oauth/token', client: 'form' }),
  link: () => 'https://linear.app/settings/account/security',
};
