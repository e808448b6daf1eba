import { seconds } from '../../shared/time.ts';
import type { ChildEnd } from '../domain/derive.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import type { Fields } from '../domain/json.ts';
import type { ActContext, Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { requestOf, type Question } from './parts/question.ts';
import { restRevoke, restRotate, type Fresh } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { restDerive } from './parts/rest-derive.ts';
import { within } from './parts/within.ts';
import { revocationAnswer } from './revocation-answer.ts';

const ID = 'authorization-id';
const headers = { accept: 'application/vnd.heroku+json; version=3' };
const remove: Question = { method: 'DELETE', path: `/oauth/authorizations/{${ID}}`, headers, auth: bearer };
const taken = { 200: 'confirmed' } as const;

/** https://devcenter.heroku.com/articles/platform-api-reference#oauth-authorization */
export const heroku: Provider = {
  id: 'heroku',
  name: 'Heroku',
  hosts: { kind: 'default', base: 'https://api.heroku.com' },
  fields: [
    { key: ID, label: 'Authorization ID', secret: false, needed: false, hint: 'as heroku authorizations lists it' },
  ],
  kinds: [
    {
      id: 'heroku',
      name: 'API key',
      shapes: [/^HRKU-AA[\w-]{58}$/],
      bare: [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
      names: /heroku/i,
      end: 'by-admin',
      docs: 'https://devcenter.heroku.com/articles/authentication',
    },
  ],
  check: restCheck({
    path: '/account',
    headers,
    auth: bearer,
    lives: ({ id, email }) =>
      typeof id === 'string' && typeof email === 'string' ? learned({ subject: email }) : undefined,
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
  }),
  rotate: restRotate({
    family: 'replace',
    make: { method: 'POST', path: `/oauth/authorizations/{${ID}}/actions/regenerate-tokens`, headers, auth: bearer },
    read: (body, context) => freshIn(body, context),
  }),
  revoke: restRevoke({ ...remove, taken }),
  derive: {
    ways: [
      restDerive({
        how: 'sibling',
        can: (_token, { scopes, audience }) => scopes.length > 0 && audience.length === 0,
        make: ({ scopes, longest }, { token }) => ({
          method: 'POST',
          path: '/oauth/authorizations',
          headers,
          auth: bearer,
          json: () => ({ description: token.label, scope: scopes, expires_in: Math.ceil(longest / seconds(1)) }),
        }),
        read: (body, { scopes }, context) => {
          const fresh = freshIn(body, context);
          return { ...fresh, facts: { ...fresh.facts, scopes } };
        },
      }),
    ],
    end: endOfChild(),
  },
  link: () => 'https://dashboard.heroku.com/account/applications',
};

function freshIn(body: Fields, { now }: ActContext): Fresh {
  const { token, expires_in: life } = within(body, 'access_token');
  const ends = life === null ? endOrNever(null) : expiryOfLength(life, now, 'issuer');
  return { value: token, facts: learned({ ends, scopes: body['scope'] }), fields: { [ID]: body['id'] } };
}

/** By the power of its parent: a child with few scopes may not end itself. */
function endOfChild(): ChildEnd {
  return {
    ask: ({ fields }, { access }, context) => requestOf(remove, { access, fields }, context),
    read: (outcome, context) => revocationAnswer(outcome, context, taken),
  };
}
