import type { Provider } from '../domain/provider.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

/** https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors */
export const githubOauthClient: Provider = {
  id: 'github-oauth-client',
  name: 'GitHub OAuth client',
  hosts: { kind: 'default', base: 'https://github.com' },
  fields: [
    { key: 'client-id', label: 'Client ID', secret: false, needed: true, hint: 'begins with Ov23li, Iv23li or Iv1.' },
  ],
  kinds: [
    {
      id: 'github-oauth-client',
      name: 'client secret',
      bare: [/^[a-f0-9]{40}$/],
      names: /(?:github|gh)\w*(?:client|oauth)\w*secret/i,
      end: 'never',
      docs: 'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps',
      unverified: ['recognise'],
    },
  ],
  // With a code that was never given out: the client is judged before the code. The status is 200 whatever is meant.
  check: restCheck({
    method: 'POST',
    path: '/login/oauth/access_token',
    form: ({ access, fields }) => ({ client_id: fields['client-id'], client_secret: access, code: 'none' }),
    lives(body) {
      if (body['error'] === 'bad_verification_code') return learned({});
      return body['error'] === 'incorrect_client_credentials' ? 'refused' : undefined;
    },
    refusals: [],
  }),
  link: () => 'https://github.com/settings/developers',
};
