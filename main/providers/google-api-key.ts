import type { Provider } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://ai.google.dev/gemini-api/docs/api-key';

/** Asked at Gemini; a key may live for other services of Google's and be kept out of this one, which its refusal tells. */
export const googleApiKey: Provider = {
  id: 'google-api-key',
  name: 'Google',
  hosts: { kind: 'default', base: 'https://generativelanguage.googleapis.com' },
  fields: [],
  kinds: [
    {
      id: 'google-api-key',
      name: 'API key',
      shapes: [/^AIza[\w-]{35}$/],
      end: 'hidden',
      docs: 'https://cloud.google.com/docs/authentication/api-keys',
    },
    {
      id: 'google-auth-key',
      name: 'Gemini auth key',
      shapes: [/^AQ\.[\w-]{30,}$/],
      end: 'hidden',
      docs: DOCS,
      validFrom: '2026-06-19',
      unverified: ['check'],
    },
  ],
  check: restCheck({
    path: '/v1beta/models?pageSize=1',
    auth: keyHeader('x-goog-api-key'),
    lives: ({ models }) => (Array.isArray(models) ? learned({}) : undefined),
    refusals: [
      [400, 'API key expired. Please renew the API key.', 'expired'],
      [400, 'API_KEY_INVALID', 'refused'],
      [403, /^API_KEY_(?:HTTP_REFERRER|IP_ADDRESS|ANDROID_APP|IOS_APP)_BLOCKED$/, 'policy'],
      [403, 'API_KEY_SERVICE_BLOCKED', 'insufficient-scope'],
      [403, 'SERVICE_DISABLED', 'insufficient-scope'],
    ],
  }),
  link: () => 'https://console.cloud.google.com/apis/credentials',
};
