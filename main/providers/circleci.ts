import type { Provider } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://circleci.com/docs/guides/toolkit/managing-api-tokens/';

export const circleci: Provider = {
  id: 'circleci',
  name: 'CircleCI',
  hosts: { kind: 'default', base: 'https://circleci.com' },
  fields: [],
  kinds: [
    {
      id: 'circleci',
      name: 'personal API token',
      shapes: [/^CCIPAT_[A-Za-z0-9]{22}_[a-fA-F0-9]{40}$/],
      end: 'hidden',
      docs: DOCS,
    },
    {
      id: 'circleci-project',
      name: 'project API token',
      shapes: [/^CCIPRJ_[A-Za-z0-9]{22}_[a-fA-F0-9]{40}$/],
      end: 'hidden',
      docs: DOCS,
      // The second version of the API, which could say whose it is, does not take it.
      lacks: ['check'],
    },
  ],
  check: restCheck({
    path: '/api/v2/me',
    auth: keyHeader('circle-token'),
    can: ({ kind }) => kind !== 'circleci-project',
    lives: ({ id, login }) =>
      typeof id === 'string' && typeof login === 'string' ? learned({ subject: login }) : undefined,
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://app.circleci.com/settings/user/tokens',
};
