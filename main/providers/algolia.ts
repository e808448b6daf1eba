import { instant, later, seconds } from '../../shared/time.ts';
import { expiryOfLength, type ReadExpiry } from '../domain/expiry.ts';
import type { Fields } from '../domain/json.ts';
import type { Provider } from '../domain/provider.ts';
import { fieldHeader, keyHeader, together } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const WIDE = ['deleteIndex', 'deleteObject', 'editSettings', 'logs'];

/** The key is part of the address, which is why addresses are shown by the names of what is in them. */
export const algolia: Provider = {
  id: 'algolia',
  name: 'Algolia',
  hosts: { kind: 'named' },
  fields: [{ key: 'app-id', label: 'Application ID', secret: false, needed: true }],
  kinds: [
    {
      id: 'algolia',
      name: 'API key',
      bare: [/^[a-f0-9]{32}$/],
      names: /algolia/i,
      end: 'told',
      docs: 'https://www.algolia.com/doc/guides/security/api-keys/',
    },
  ],
  check: restCheck({
    path: '/1/keys/{value}',
    auth: together(fieldHeader('x-algolia-application-id', 'app-id'), keyHeader('x-algolia-api-key')),
    lives: (body) =>
      Array.isArray(body['acl']) ? learned({ ends: endOfKey(body), scopes: body['acl'], wide: WIDE }) : undefined,
    refusals: [
      [401, 'refused'],
      [403, /invalid application-id or api key/i, 'refused'],
    ],
  }),
  link: () => 'https://dashboard.algolia.com/account/api-keys',
};

/** Its life in seconds from its making on; 0 is without end. */
function endOfKey({ validity, createdAt }: Fields): ReadExpiry | undefined {
  if (validity === 0) return endOrNever(null);
  if (typeof createdAt !== 'number') return undefined;
  return expiryOfLength(validity, later(instant(0), seconds(createdAt)), 'issuer');
}
