import { createRegistry } from '../../main/domain/registry.ts';
import type { Provider, Registry } from '../../main/domain/provider.ts';
import { searchShapes } from '../../main/domain/search-shape.ts';
import { registry } from '../../main/providers/registry.ts';

const COUNT = 30;

/** So much of the registry that thirty shapes are in it: those that the tree is planted with first, then the others in their order. */
export function thirtyShapes(): Registry {
  const planted = ['github', 'gitlab', 'slack', 'vault', 'buildkite'];
  const ordered = [...registry.all].sort((one, other) => rank(planted, one.id) - rank(planted, other.id));
  const taken: Provider[] = [];
  for (const provider of ordered) {
    const room = COUNT - searchShapes({ all: taken }).length;
    const kinds = provider.kinds.filter(
      (_kind, n) => searchShapes({ all: [{ ...provider, kinds: provider.kinds.slice(0, n + 1) }] }).length <= room,
    );
    if (kinds.length > 0) taken.push({ ...provider, kinds });
  }
  return createRegistry(taken);
}

const rank = (first: readonly string[], id: string): number => {
  const at = first.findIndex((each) => id.startsWith(each));
  return at === -1 ? first.length : at;
};
