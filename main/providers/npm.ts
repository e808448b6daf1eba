import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const NAMES = /npm|node_auth/i;

/** Of the registry's own list of tokens a token cannot find itself in, and making or ending one takes a password and a code. */
export const npm: Provider = {
  id: 'npm',
  name: 'npm registry',
  hosts: { kind: 'configured', tool: 'npm' },
  fields: [],
  kinds: [
    {
      id: 'npm',
      name: 'granular access token',
      shapes: [/^npm_[A-Za-z0-9]{36,}$/],
      names: NAMES,
      end: 'by-admin',
      usualDays: 7,
      docs: 'https://docs.npmjs.com/about-access-tokens',
    },
    {
      id: 'npm-classic',
      name: 'classic token',
      bare: [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
      names: NAMES,
      end: 'never',
      docs: 'https://docs.npmjs.com/about-access-tokens',
      validUntil: '2025-12-01',
    },
  ],
  check: restCheck({
    path: '/-/whoami',
    auth: bearer,
    lives: ({ username }) => (typeof username === 'string' ? learned({ subject: username }) : undefined),
    // Expired, revoked, unknown, and used from an address outside its own list: all read the same.
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
    plain: true,
  }),
};
