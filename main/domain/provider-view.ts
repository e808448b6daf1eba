import type { ProviderView } from '../../shared/snapshot.ts';
import type { Provider } from './provider.ts';

const HOST_NEEDS = { none: 'none', default: 'optional', named: 'needed', configured: 'optional' } as const;

/** What a form is told of a provider. */
export const providerView = ({
  id,
  name,
  hosts,
  fields,
  kinds,
  minted,
  check,
  rotate,
  revoke,
}: Provider): ProviderView => ({
  id,
  name,
  host: HOST_NEEDS[hosts.kind],
  defaultHost: hosts.kind === 'default' ? hosts.base : undefined,
  fields,
  kinds: kinds.map((kind) => ({
    id: kind.id,
    name: kind.name,
    end: kind.end,
    usualDays: kind.usualDays,
    lacks: kind.lacks,
  })),
  minted: minted !== undefined,
  checks: check !== undefined,
  effect: check?.kind === 'online' && check.sideEffect !== 'none' ? check.sideEffect : undefined,
  rotates: rotate !== undefined,
  revokes: revoke !== undefined,
});
