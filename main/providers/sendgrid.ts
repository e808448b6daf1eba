import type { ChildEnd } from '../domain/derive.ts';
import type { Fields } from '../domain/json.ts';
import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { requestOf, type Question } from './parts/question.ts';
import { restRevoke, restRotate, type Fresh } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { restDerive } from './parts/rest-derive.ts';
import { revocationAnswer } from './revocation-answer.ts';

const KEY_ID = 'key-id';
const taken = { 204: 'confirmed' } as const;

/** https://www.twilio.com/docs/sendgrid/api-reference/api-keys/create-api-keys */
const make = (name: string, scopes: readonly string[]): Question => ({
  method: 'POST',
  path: '/v3/api_keys',
  auth: bearer,
  json: () => ({ name, scopes }),
});

const remove = (id: string): Question => ({ method: 'DELETE', path: `/v3/api_keys/{${id}}`, auth: bearer });

export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'SendGrid',
  hosts: { kind: 'default', base: 'https://api.sendgrid.com' },
  fields: [{ key: KEY_ID, label: 'ID of the key', secret: false, needed: false, hint: 'as its page shows it' }],
  kinds: [
    {
      id: 'sendgrid',
      name: 'API key',
      shapes: [/^SG\.[\w-]{20,24}\.[\w-]{39,50}$/],
      end: 'never',
      docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    },
  ],
  check: restCheck({
    path: '/v3/scopes',
    auth: bearer,
    lives: ({ scopes }) =>
      Array.isArray(scopes) ? learned({ scopes, wide: ['api_keys.*', 'teammates.*', 'subusers.*'] }) : undefined,
    refusals: [
      [401, 'refused'],
      [403, 'valid'],
    ],
  }),
  rotate: restRotate({
    family: 'overlap',
    can: ({ scopes, fields }) => scopes.includes('api_keys.create') && fields.includes(KEY_ID),
    make: ({ token }) => make(token.label, token.scopes),
    read: (body) => freshIn(body),
    retire: remove(`old-${KEY_ID}`),
  }),
  revoke: restRevoke({
    ...remove(KEY_ID),
    can: ({ scopes }) => scopes.includes('api_keys.delete'),
    taken,
  }),
  derive: {
    ways: [
      restDerive({
        how: 'sibling',
        can: (token, { scopes, audience }) =>
          token.scopes.includes('api_keys.create') && scopes.length > 0 && audience.length === 0,
        make: ({ scopes }, { token }) => make(token.label, scopes),
        read: (body) => freshIn(body),
      }),
    ],
    end: endOfChild(),
  },
  link: () => 'https://app.sendgrid.com/settings/api_keys',
};

const freshIn = ({ api_key: value, api_key_id: id, scopes }: Fields): Fresh => ({
  value,
  facts: learned({ scopes }),
  fields: { [KEY_ID]: id },
});

/** It has no end of its own, so it is ended by the power of its parent. */
function endOfChild(): ChildEnd {
  return {
    ask: ({ fields }, { access }, context) => requestOf(remove(KEY_ID), { access, fields }, context),
    read: (outcome, context) => revocationAnswer(outcome, context, taken),
  };
}
