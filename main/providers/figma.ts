import type { Provider } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

export const figma: Provider = {
  id: 'figma',
  name: 'Figma',
  hosts: { kind: 'default', base: 'https://api.figma.com' },
  fields: [],
  kinds: [
    {
      id: 'figma',
      name: 'personal or plan access token',
      shapes: [/^fig[a-z]{1,2}_[\w=-]{40,}$/],
      end: 'hidden',
      usualDays: 90,
      docs: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
    },
  ],
  check: restCheck({
    path: '/v1/me',
    auth: keyHeader('x-figma-token'),
    lives: (body) =>
      body['id'] !== undefined && body['handle'] !== undefined ? learned({ subject: body['email'] }) : undefined,
    refusals: [
      [403, /invalid token/i, 'refused'],
      // It may do something, only not say whose it is.
      [403, /scope/i, 'valid'],
      [401, 'refused'],
    ],
  }),
  link: () => 'https://www.figma.com/settings',
};
