import type { Provider } from '../domain/provider.ts';
import { bearer, type Auth } from './parts/auth.ts';
import { restCheck } from './parts/rest-check.ts';

/** A macaroon goes with its own word before it, which may have been copied with it. */
const auth: Auth = (credential) =>
  credential.access.use((value) => value.startsWith('fo1_'))
    ? bearer(credential)
    : { authorization: credential.access.map((value) => `FlyV1 ${value.replace(/^FlyV1 /, '')}`) };

export const flyio: Provider = {
  id: 'flyio',
  name: 'Fly.io',
  hosts: { kind: 'default', base: 'https://api.machines.dev' },
  fields: [],
  kinds: [
    {
      id: 'flyio',
      name: 'access token',
      shapes: [/^(?:FlyV1 )?fm2_[\w+/=,-]{100,}$/, /^fo1_[\w-]{43}$/],
      end: 'hidden',
      docs: 'https://fly.io/docs/security/tokens/',
      unverified: ['check'],
    },
  ],
  // Whoever is known is told that the organization is missing; whoever is not is told that first.
  check: restCheck({
    path: '/v1/apps?org_slug=',
    auth,
    accepts: [],
    lives: () => undefined,
    refusals: [
      [400, 'valid'],
      [401, 'refused'],
    ],
  }),
  link: () => 'https://fly.io/dashboard/personal/tokens',
};
