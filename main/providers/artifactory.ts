import { expiryOfLength } from '../domain/expiry.ts';
import { REFRESH_FIELD, type Provider } from '../domain/provider.ts';
import { seconds } from '../../shared/time.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { refreshAt } from './parts/refresh.ts';
import { restCheck } from './parts/rest-check.ts';
import { restDerive } from './parts/rest-derive.ts';

const TOKENS = '/access/api/v1/tokens';

/** Its host is the platform's address, with the prefix that stands before `/access` where there is one. */
export const artifactory: Provider = {
  id: 'artifactory',
  name: 'JFrog',
  hosts: { kind: 'named' },
  fields: [{ key: REFRESH_FIELD, label: 'Refresh token', secret: true, needed: false }],
  kinds: [
    {
      id: 'artifactory',
      name: 'access or reference token',
      shapes: [/^cmVmdGtu[A-Za-z0-9]{56}$/],
      bare: [/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/],
      names: /artifactory|jfrog|\bjf_/i,
      end: 'told',
      usualDays: 365,
      docs: 'https://docs.jfrog.com/integrations/docs/access-token-management',
    },
    {
      id: 'artifactory-api-key',
      name: 'API key',
      shapes: [/^AKCp[A-Za-z0-9]{69}$/],
      end: 'never',
      docs: 'https://docs.jfrog.com/integrations/docs/access-token-management',
      // Keys of this kind are at the end of their life, and what is asked here takes tokens alone.
      lacks: ['check', 'renew', 'derive'],
    },
  ],
  check: restCheck({
    path: `${TOKENS}/me`,
    auth: bearer,
    can: ({ kind }) => kind !== 'artifactory-api-key',
    lives: ({ token_id: id, subject, scope, expiry }) =>
      typeof id === 'string'
        ? learned({
            ends: endOrNever(expiry === 0 ? null : expiry),
            scopes: scope,
            wide: ['applied-permissions/admin'],
            subject,
            issuerId: id,
          })
        : undefined,
    refusals: [
      [401, 'refused'],
      // It may do something, only not ask this.
      [403, 'valid'],
    ],
  }),
  // https://docs.jfrog.com/administration/reference/createtoken
  renew: refreshAt({ path: TOKENS, client: 'none' }),
  derive: {
    ways: [
      restDerive({
        how: 'sibling',
        can: ({ kind }, { scopes }) => kind !== 'artifactory-api-key' && scopes.length > 0,
        make: ({ scopes, audience, longest }) => ({
          method: 'POST',
          path: TOKENS,
          auth: bearer,
          json: () => ({
            grant_type: 'client_credentials',
            scope: scopes.join(' '),
            expires_in: Math.ceil(longest / seconds(1)),
            audience: audience.length === 0 ? undefined : audience.join(' '),
          }),
        }),
        read: ({ access_token: value, token_id: id, expires_in: life }, { scopes }, { now }) => ({
          value,
          facts: learned({ scopes, issuerId: id, ends: expiryOfLength(life, now, 'issuer') }),
        }),
      }),
    ],
  },
};
