import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

export const huggingface: Provider = {
  id: 'huggingface',
  name: 'Hugging Face',
  hosts: { kind: 'default', base: 'https://huggingface.co' },
  fields: [],
  kinds: [
    {
      id: 'huggingface',
      name: 'user access token',
      shapes: [/^hf_[A-Za-z0-9]{34}$/, /^api_org_[A-Za-z0-9]{34}$/],
      end: 'told',
      docs: 'https://huggingface.co/docs/hub/security-tokens',
    },
  ],
  check: restCheck({
    path: '/api/whoami-v2',
    auth: bearer,
    lives(body) {
      const auth = within(body, 'auth');
      const { role, expiration } = within(auth, 'accessToken');
      if (typeof body['name'] !== 'string' || auth['type'] === undefined) return undefined;
      return learned({
        subject: body['name'],
        scopes: role === undefined ? undefined : [role],
        wide: ['write'],
        ends: endOrNever(expiration ?? auth['expiresAt']),
      });
    },
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://huggingface.co/settings/tokens',
};
