import { instant, isoOf, minutes } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Provider } from '../domain/provider.ts';
import { endOf, learned } from './parts/learned.ts';
import { restRevoke, restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { restDerive } from './parts/rest-derive.ts';
import { within } from './parts/within.ts';

const DOCS = 'https://docs.mapbox.com/api/accounts/tokens/';

/** The issuer's own limit for a temporary token. */
const LONGEST = minutes(60);

/** Where an account's tokens are made. The value is part of the address, which is why addresses are shown by the names of what is in them. */
const placeOf = ({ subject = '' }: Token, rest = ''): string =>
  `/tokens/v2/${encodeURIComponent(subject)}${rest}?access_token={value}`;

/** Nothing is made or ended before a look told whose it is. */
const isSecretOf = ({ kind, subject }: Token): boolean => kind !== 'mapbox-temporary' && subject !== undefined;

export const mapbox: Provider = {
  id: 'mapbox',
  name: 'Mapbox',
  hosts: { kind: 'default', base: 'https://api.mapbox.com' },
  fields: [],
  kinds: [
    {
      id: 'mapbox',
      name: 'secret or public token',
      likely: [/^(?:pk|sk)\.[\w-]{40,}\.[\w-]{20,}$/],
      names: /mapbox/i,
      end: 'never',
      docs: DOCS,
      unverified: ['check'],
    },
    {
      id: 'mapbox-temporary',
      name: 'temporary token',
      likely: [/^tk\.[\w-]{40,}\.[\w-]{20,}$/],
      names: /mapbox/i,
      end: 'told',
      docs: DOCS,
      unverified: ['check'],
      lacks: ['rotate', 'revoke', 'derive'],
    },
  ],
  // The status is 200 for dead ones too: the code says which.
  check: restCheck({
    path: '/tokens/v2?access_token={value}',
    lives({ code, token }) {
      if (code === 'TokenValid') {
        const { user, authorization, expires } = within(token);
        const ends = expires === undefined ? {} : { ends: endOf(expires) };
        return learned({ subject: user, issuerId: authorization, ...ends });
      }
      if (code === 'TokenExpired') return 'expired';
      if (code === 'TokenRevoked') return 'revoked';
      return code === 'TokenInvalid' || code === 'TokenMalformed' ? 'invalid' : undefined;
    },
    refusals: [],
  }),
  rotate: restRotate({
    family: 'overlap',
    // What it may do is not told by a look, so only one whose scopes the person or the issuer named is made anew.
    can: (token) => isSecretOf(token) && token.scopes.length > 0,
    make: {
      method: 'POST',
      path: ({ token }) => placeOf(token),
      json: (_credential, { token }) => ({ note: token.label, scopes: token.scopes }),
    },
    read: ({ token, id, scopes }) => ({ value: token, facts: learned({ issuerId: id, scopes }) }),
    retire: { method: 'DELETE', path: ({ token }) => placeOf(token, '/{issuer-id}') },
  }),
  revoke: restRevoke({
    method: 'DELETE',
    path: ({ token }) => placeOf(token, '/{issuer-id}'),
    can: (token) => isSecretOf(token) && token.issuerId !== undefined,
    taken: { 204: 'confirmed' },
  }),
  derive: {
    ways: [
      restDerive({
        how: 'sibling',
        can: (token, { scopes, audience }) => isSecretOf(token) && scopes.length > 0 && audience.length === 0,
        make: ({ scopes, longest }, { now }) => ({
          method: 'POST',
          path: ({ token }) => placeOf(token),
          json: () => ({ scopes, expires: isoOf(instant(now + Math.min(longest, LONGEST))) }),
        }),
        read: ({ token }, { scopes, longest }, { now }) => ({
          value: token,
          facts: learned({ scopes, ends: endOf(isoOf(instant(now + Math.min(longest, LONGEST)))) }),
        }),
      }),
    ],
  },
  link: () => 'https://console.mapbox.com/account/access-tokens/',
};
