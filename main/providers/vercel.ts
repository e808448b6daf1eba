import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOfMillis, endOrNever, learned } from './parts/learned.ts';
import { nextEnd } from './parts/next-end.ts';
import { restRevoke, restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';
import { days } from '../../shared/time.ts';
import type { Fields } from '../domain/json.ts';

const DOCS = 'https://vercel.com/docs/rest-api/authentication';

export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel',
  hosts: { kind: 'default', base: 'https://api.vercel.com' },
  fields: [],
  kinds: [
    {
      id: 'vercel',
      name: 'access token',
      shapes: [/^vc[piark]_[\w-]{20,}$/],
      bare: [/^[A-Za-z0-9]{24}$/],
      names: /vercel|now_token/i,
      end: 'told',
      docs: DOCS,
      unverified: ['recognise'],
    },
  ],
  check: restCheck({
    path: '/v5/user/tokens/current',
    auth: bearer,
    accepts: [200, 401, 403],
    lives(body, { answer }) {
      if (answer.status !== 200) return within(body, 'error')['invalidToken'] === true ? 'refused' : undefined;
      const token = within(body, 'token');
      return typeof token['id'] === 'string' ? learned({ ends: endOfToken(token), issuerId: token['id'] }) : undefined;
    },
    refusals: [],
  }),
  rotate: restRotate({
    family: 'overlap',
    make: ({ token, now }) => ({
      method: 'POST',
      path: '/v3/user/tokens',
      auth: bearer,
      json: () => ({
        name: token.label,
        expiresAt: token.expiry.kind === 'at' ? nextEnd(token, now, days(90)) : undefined,
      }),
    }),
    can: ({ issuerId }) => issuerId !== undefined,
    read: (body) => {
      const token = within(body, 'token');
      return { value: body['bearerToken'], facts: learned({ ends: endOfToken(token), issuerId: token['id'] }) };
    },
    retire: { method: 'DELETE', path: '/v3/user/tokens/{issuer-id}', auth: bearer },
  }),
  revoke: restRevoke({
    method: 'DELETE',
    path: '/v3/user/tokens/{issuer-id}',
    auth: bearer,
    taken: { 200: 'confirmed' },
  }),
  link: () => 'https://vercel.com/account/settings/tokens',
};

/** In milliseconds; one left out is none. */
const endOfToken = ({ expiresAt }: Fields) =>
  expiresAt === undefined ? endOrNever(undefined) : endOfMillis(expiresAt);
