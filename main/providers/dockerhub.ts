import type { Provider } from '../domain/provider.ts';
import { claimsOf } from './jwt.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

/** https://docs.docker.com/reference/api/hub/latest/ */
export const dockerhub: Provider = {
  id: 'dockerhub',
  name: 'Docker Hub',
  hosts: { kind: 'default', base: 'https://hub.docker.com' },
  fields: [{ key: 'username', label: 'User or organisation', secret: false, needed: true }],
  kinds: [
    {
      id: 'dockerhub',
      name: 'personal access token',
      shapes: [/^dckr_pat_[\w-]{27,}$/],
      end: 'by-admin',
      docs: 'https://docs.docker.com/security/access-tokens/',
    },
    {
      id: 'dockerhub-organisation',
      name: 'organisation access token',
      shapes: [/^dckr_oat_[\w-]{32,}$/],
      end: 'by-admin',
      docs: 'https://docs.docker.com/enterprise/security/access-tokens/',
    },
  ],
  check: restCheck({
    method: 'POST',
    path: '/v2/auth/token',
    json: ({ access, fields }) => ({ identifier: fields['username'], secret: access }),
    sideEffect: 'issues-token',
    lives({ access_token: issued }) {
      const claims = typeof issued === 'string' ? claimsOf(issued) : undefined;
      return claims === undefined
        ? undefined
        : learned({ scopes: claims['scope'], wide: ['repo:admin'], subject: claims['sub'] });
    },
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://app.docker.com/settings/personal-access-tokens',
};
