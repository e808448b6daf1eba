import type { Provider } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

export const newrelic: Provider = {
  id: 'newrelic',
  name: 'New Relic',
  hosts: { kind: 'default', base: 'https://api.newrelic.com' },
  fields: [],
  kinds: [
    {
      id: 'newrelic',
      name: 'user key',
      shapes: [/^NRAK-[A-Z0-9]{27}$/],
      end: 'hidden',
      docs: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    },
  ],
  check: restCheck({
    method: 'POST',
    path: '/graphql',
    auth: keyHeader('api-key'),
    json: () => ({ query: '{ actor { user { id name email } } }' }),
    lives(body) {
      const user = within(body, 'data', 'actor', 'user');
      return user['id'] === undefined ? undefined : learned({ subject: user['email'] });
    },
    // A key of another region is refused in the same way.
    refusals: [
      [401, 'refused'],
      [403, 'refused'],
    ],
  }),
  link: () => 'https://one.newrelic.com/api-keys',
};
