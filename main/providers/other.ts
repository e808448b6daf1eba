import type { Provider } from '../domain/provider.ts';

/** Whatever no issuer's shape fits: kept, and dated by its user. A digest and an account number look the same, so nothing is guessed. */
export const other: Provider = {
  id: 'other',
  name: 'Other',
  hosts: { kind: 'none' },
  fields: [],
  kinds: [],
  recognise: () => [{ provider: 'other', kind: 'token of an unknown kind', kindId: 'other', confidence: 'low' }],
};
