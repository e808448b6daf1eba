import { between, days, duration, later, type Duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restRevoke, restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';

const OWN = '/api/serviceaccounts/{account-id}/tokens';
/** How long a new one lives where nothing is known of the old one's life. */
const USUAL_LIFE = days(90);

const lifeOf = ({ expiry, issuedAt, addedAt }: Token): Duration =>
  expiry.kind === 'at' ? duration(Math.max(between(issuedAt ?? addedAt, expiry.at), days(1))) : USUAL_LIFE;

/** https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/ */
export const grafana: Provider = {
  id: 'grafana',
  name: 'Grafana',
  hosts: { kind: 'named' },
  fields: [
    { key: 'account-id', label: 'Service account ID', secret: false, needed: false, hint: 'To rotate and to revoke.' },
    { key: 'token-id', label: 'Token ID', secret: false, needed: false, hint: 'To rotate and to revoke.' },
  ],
  kinds: [
    {
      id: 'grafana',
      name: 'service account token',
      shapes: [/^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/],
      end: 'by-admin',
      docs: 'https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/',
    },
    {
      id: 'grafana-api-key',
      name: 'API key',
      shapes: [/^eyJrIjoi[A-Za-z0-9]{70,}={0,3}$/],
      end: 'hidden',
      docs: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/',
      lacks: ['rotate', 'revoke'],
    },
  ],
  check: restCheck({
    path: '/api/access-control/user/permissions',
    auth: bearer,
    lives(body) {
      const actions = Object.keys(body).filter((action) => action.includes(':') && Array.isArray(body[action]));
      return actions.length === 0 ? undefined : learned({ scopes: actions, wide: ['users:create', 'orgs:create'] });
    },
    refusals: [[401, 'refused']],
  }),
  rotate: restRotate({
    family: 'overlap',
    make: {
      method: 'POST',
      path: OWN,
      auth: bearer,
      // A name must be new each time.
      json: (_credential, { token, now }) => ({
        name: `tokenkeep-${now ?? 0}`,
        secondsToLive: Math.round(lifeOf(token) / 1000),
      }),
    },
    read: ({ key, id }, { token, now }) => ({
      value: key,
      facts: {
        ...learned({ issuerId: id }),
        expiry: { kind: 'at', at: later(now, lifeOf(token)), precision: 'instant', source: 'issuer' },
      },
      fields: { 'token-id': typeof id === 'number' ? String(id) : undefined },
    }),
    retire: { method: 'DELETE', path: `${OWN}/{old-token-id}`, auth: bearer },
  }),
  revoke: restRevoke({ method: 'DELETE', path: `${OWN}/{token-id}`, auth: bearer, taken: { 200: 'confirmed' } }),
  link: ({ host }) => (host === undefined ? undefined : `${host}/org/serviceaccounts`),
};

/** https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/ */
export const grafanaCloud: Provider = {
  id: 'grafana-cloud',
  name: 'Grafana Cloud',
  hosts: { kind: 'default', base: 'https://grafana.com' },
  fields: [{ key: 'region', label: 'Region', secret: false, needed: false, usual: 'us' }],
  kinds: [
    {
      id: 'grafana-cloud',
      name: 'access policy token',
      shapes: [/^glc_[A-Za-z0-9+/]{32,}={0,3}$/],
      end: 'by-admin',
      docs: 'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
    },
  ],
  check: restCheck({
    path: '/api/v1/tokens?region={region}',
    auth: bearer,
    lives: ({ items }) => (Array.isArray(items) ? learned({}) : undefined),
    refusals: [
      [401, 'refused'],
      // It lives, and may not read the list.
      [403, 'valid'],
    ],
  }),
  link: () => 'https://grafana.com/orgs',
};
