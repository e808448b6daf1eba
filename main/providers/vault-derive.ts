import { seconds } from '../../shared/time.ts';
import type { Scope, Token } from '../../shared/token.ts';
import type { Derive } from '../domain/derive.ts';
import { expiryOfLength } from '../domain/expiry.ts';
import { vaultHeaders, vaultRevoke } from './vault-life.ts';
import { learned } from './parts/learned.ts';
import { restDerive } from './parts/rest-derive.ts';
import { within } from './parts/within.ts';

/** By it a token may look at itself, and end itself; a child has it where its parent has. */
const OWN = 'default';

const isCounted = ({ warnings }: Token): boolean => warnings.some(({ code }) => code === 'few-uses');

/**
 * A child with some of the parent's policies, whose life cannot be made longer. It dies with its parent, and needs the right to make tokens.
 * https://developer.hashicorp.com/vault/api-docs/auth/token#create-token
 */
export const vaultDerive: Derive = {
  ways: [
    restDerive({
      how: 'server-child',
      can: (token, { audience }) => audience.length === 0 && !isCounted(token) && token.kind !== 'vault-batch',
      covers,
      make: ({ scopes, longest }) => {
        const ttl = `${Math.max(1, Math.floor(longest / seconds(1)))}s`;
        const policies = scopes.length === 0 ? {} : { policies: scopes };
        return {
          method: 'POST',
          path: '/v1/auth/token/create',
          auth: vaultHeaders,
          json: () => ({ ...policies, ttl, explicit_max_ttl: ttl, renewable: false, display_name: 'tokenkeep' }),
        };
      },
      read(body, _wanted, { now }) {
        const { client_token: value, accessor, policies, lease_duration: length } = within(body, 'auth');
        const ends = expiryOfLength(length, now, 'issuer');
        return { value, facts: learned({ ends, scopes: policies, issuerId: accessor }) };
      },
    }),
  ],
  end: {
    ask: ({ access }, { fields }, { base }) => ({
      method: 'POST',
      url: `${base}/v1/auth/token/revoke-self`,
      headers: vaultHeaders({ access, fields }),
    }),
    read: (outcome, context) => vaultRevoke.read(outcome, context),
  },
};

function covers(held: readonly Scope[], wanted: Scope): boolean {
  return held.includes(wanted) || held.includes('root') || (wanted === OWN && held.length > 0);
}
