import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

export const netlify: Provider = {
  id: 'netlify',
  name: 'Netlify',
  hosts: { kind: 'default', base: 'https://api.netlify.com' },
  fields: [],
  kinds: [
    {
      id: 'netlify',
      name: 'personal access token',
      shapes: [/^nfp_\w{36}$/],
      end: 'hidden',
      docs: 'https://docs.netlify.com/api/get-started/',
    },
  ],
  check: restCheck({
    path: '/api/v1/user',
    auth: bearer,
    lives: ({ id, email }) => (typeof id === 'string' && email !== undefined ? learned({ subject: email }) : undefined),
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://app.netlify.com/user/applications#personal-access-tokens',
};
