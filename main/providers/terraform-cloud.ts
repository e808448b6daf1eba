import { days, isoOf } from '../../shared/time.ts';
import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { nextEnd } from './parts/next-end.ts';
import { restRevoke, restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

/** What a token gets of its issuer where nothing else is said: two years. */
const USUAL_LIFE = days(730);

export const terraformCloud: Provider = {
  id: 'terraform-cloud',
  name: 'HCP Terraform',
  hosts: { kind: 'default', base: 'https://app.terraform.io' },
  fields: [
    { key: 'user-id', label: 'User ID', secret: false, needed: false, hint: 'begins with user-' },
    { key: 'token-id', label: 'ID of the token', secret: false, needed: false, hint: 'begins with at-' },
  ],
  kinds: [
    {
      id: 'terraform-cloud',
      name: 'user, team or organization token',
      shapes: [/^[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}$/],
      end: 'hidden',
      usualDays: 730,
      docs: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/user-tokens',
      unverified: ['check'],
    },
  ],
  check: restCheck({
    path: '/api/v2/account/details',
    auth: bearer,
    lives(body) {
      const { id, attributes } = within(body, 'data');
      const { email, username } = within(attributes);
      return typeof id === 'string' ? learned({ subject: email ?? username }) : undefined;
    },
    refusals: [[401, 'refused']],
  }),
  rotate: restRotate({
    family: 'overlap',
    can: ({ fields }) => fields.includes('user-id'),
    make: ({ token, now }) => ({
      method: 'POST',
      path: '/api/v2/users/{user-id}/authentication-tokens',
      headers: { 'content-type': 'application/vnd.api+json' },
      auth: bearer,
      json: () => ({
        data: {
          type: 'authentication-tokens',
          attributes: { description: token.label, 'expired-at': isoOf(nextEnd(token, now, USUAL_LIFE)) },
        },
      }),
    }),
    read(body) {
      const { id, attributes } = within(body, 'data');
      const { token, 'expired-at': end } = within(attributes);
      return { value: token, facts: learned({ ends: endOrNever(end) }), fields: { 'token-id': id } };
    },
    retire: { method: 'DELETE', path: '/api/v2/authentication-tokens/{old-token-id}', auth: bearer },
  }),
  revoke: restRevoke({
    method: 'DELETE',
    path: '/api/v2/authentication-tokens/{token-id}',
    auth: bearer,
    taken: { 204: 'confirmed' },
  }),
  link: () => 'https://app.terraform.io/app/settings/tokens',
};
