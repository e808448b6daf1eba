import type { Provider } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

export const postman: Provider = {
  id: 'postman',
  name: 'Postman',
  hosts: { kind: 'default', base: 'https://api.getpostman.com' },
  fields: [],
  kinds: [
    {
      id: 'postman',
      name: 'API key',
      shapes: [/^PMAK-[a-f0-9]{24}-[a-f0-9]{34}$/],
      end: 'hidden',
      docs: 'https://learning.postman.com/docs/administration/managing-your-team/managing-api-keys/',
    },
  ],
  check: restCheck({
    path: '/me',
    auth: keyHeader('x-api-key'),
    lives(body) {
      const user = within(body, 'user');
      return user['id'] === undefined ? undefined : learned({ subject: user['email'] ?? user['username'] });
    },
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://go.postman.co/settings/me/api-keys',
};
