import type { KindView } from '../../shared/kind.ts';
import { capabilitiesOf, fieldsFor, type Kind } from './kind.ts';
import type { Provider, Registry } from './provider.ts';

/** Every kind that is known here, in order of recognition. */
export const kindsIn = ({ all }: Registry): readonly KindView[] =>
  all.flatMap((provider) => provider.kinds.map((kind) => viewOf(provider, kind)));

function viewOf(provider: Provider, kind: Kind): KindView {
  const { id, end, docs, unverified = [], validFrom, validUntil } = kind;
  const can = capabilitiesOf(provider, kind).map((what) => ({
    what,
    sureness: unverified.includes(what) ? ('unverified' as const) : ('documented' as const),
  }));
  return {
    id,
    provider: provider.id,
    name: provider.name,
    kind: kind.name,
    recognised: recognisedBy(kind),
    host: provider.hosts.kind,
    base: provider.hosts.kind === 'default' ? provider.hosts.base : undefined,
    look: can.some(({ what }) => what === 'check') ? lookOf(provider) : undefined,
    end,
    can,
    fields: fieldsFor(provider, id).map(({ key, needed }) => ({ key, needed })),
    docs,
    validFrom,
    validUntil,
  };
}

function recognisedBy({ shapes, likely, bare, names }: Kind): KindView['recognised'] {
  if ((shapes ?? likely) !== undefined) return 'shape';
  return bare !== undefined || names !== undefined ? 'context' : 'choice';
}

const lookOf = ({ check }: Provider): KindView['look'] => (check?.kind === 'online' ? check.sideEffect : 'itself');
