import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://docs.stripe.com/keys';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  hosts: { kind: 'default', base: 'https://api.stripe.com' },
  fields: [],
  kinds: [
    {
      id: 'stripe',
      name: 'secret key',
      shapes: [/^sk_(?:test|live)_[A-Za-z0-9]{10,247}$/],
      end: 'by-admin',
      docs: DOCS,
    },
    {
      id: 'stripe-restricted',
      name: 'restricted key',
      shapes: [/^rk_(?:test|live)_[A-Za-z0-9]{10,247}$/],
      end: 'by-admin',
      docs: DOCS,
    },
  ],
  check: restCheck({
    path: '/v1/account',
    auth: bearer,
    lives: ({ object, id, email }, { context: { token } }) =>
      object === 'account' ? learned({ subject: email ?? id, unrestricted: token.kind === 'stripe' }) : undefined,
    refusals: [
      [401, 'api_key_expired', 'expired'],
      [401, 'refused'],
      // A restricted key may do something, only not this.
      [403, 'valid'],
    ],
  }),
  link: () => 'https://dashboard.stripe.com/apikeys',
};
