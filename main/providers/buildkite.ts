import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { fieldsOf } from '../domain/json.ts';

const OWN = { path: '/v2/access-token', auth: bearer } as const;

export const buildkite: Provider = {
  id: 'buildkite',
  name: 'Buildkite',
  hosts: { kind: 'default', base: 'https://api.buildkite.com' },
  fields: [],
  kinds: [
    {
      id: 'buildkite',
      name: 'API access token',
      shapes: [/^bkua_[a-z0-9]{40,}$/],
      end: 'told',
      docs: 'https://buildkite.com/docs/apis/rest-api/access-token',
    },
  ],
  check: restCheck({
    ...OWN,
    lives: (body) =>
      typeof body['uuid'] === 'string'
        ? learned({
            ends: endOrNever(body['expires_at']),
            scopes: body['scopes'],
            wide: ['write_organizations', 'graphql'],
            subject: fieldsOf(body['user'])?.['email'],
            issuerId: body['uuid'],
          })
        : undefined,
    refusals: [
      [401, 'refused'],
      [403, 'policy'],
    ],
  }),
  revoke: restRevoke({ ...OWN, method: 'DELETE', taken: { 204: 'confirmed' } }),
  link: () => 'https://buildkite.com/user/api-access-tokens',
};
