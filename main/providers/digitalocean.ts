import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

const API = 'https://api.digitalocean.com';
const elsewhere = { than: API, at: 'https://cloud.digitalocean.com' };
const ON_OAUTH = 'https://docs.digitalocean.com/reference/api/oauth/';

export const digitalocean: Provider = {
  id: 'digitalocean',
  name: 'DigitalOcean',
  hosts: { kind: 'default', base: API },
  fields: clientFields,
  kinds: [
    {
      id: 'digitalocean',
      name: 'personal access token',
      shapes: [/^dop_v1_[a-f0-9]{64}$/],
      end: 'hidden',
      usualDays: 90,
      docs: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
      lacks: ['renew'],
    },
    {
      id: 'digitalocean-oauth',
      name: 'OAuth token',
      shapes: [/^doo_v1_[a-f0-9]{64}$/],
      end: 'at-issue',
      docs: ON_OAUTH,
    },
    {
      id: 'digitalocean-refresh',
      name: 'OAuth refresh token',
      shapes: [/^dor_v1_[a-f0-9]{64}$/],
      end: 'hidden',
      docs: ON_OAUTH,
      // The only question that could be asked of it spends it.
      lacks: ['check', 'renew', 'revoke'],
    },
  ],
  check: restCheck({
    path: '/v2/account',
    auth: bearer,
    can: ({ kind }) => kind !== 'digitalocean-refresh',
    lives(body) {
      const { email, uuid } = within(body, 'account');
      return typeof uuid === 'string' ? learned({ subject: email }) : undefined;
    },
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
  }),
  renew: refreshAt({ path: '/v1/oauth/token', client: 'form', elsewhere }),
  revoke: restRevoke({
    method: 'POST',
    path: '/v1/oauth/revoke',
    elsewhere,
    auth: bearer,
    form: ({ access }) => ({ token: access }),
    can: ({ kind }) => kind !== 'digitalocean-refresh',
    taken: { 200: 'confirmed' },
  }),
  link: () => 'https://cloud.digitalocean.com/account/api/tokens',
};
