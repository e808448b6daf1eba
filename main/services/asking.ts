import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Token } from '../../shared/token.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { Checking } from './checking.ts';
import { named } from './naming.ts';
import type { Picture } from './picture.ts';

export interface Asking {
  /** Asks the issuers of the named tokens now, or of all; answers how each stands. */
  check(input: Asked<'check'>): Promise<Result<readonly TokenView[], Failure>>;
  show(name: string): Result<TokenView, Failure>;
}

interface Needs {
  readonly catalog: Catalog;
  readonly checking: Checking;
  readonly picture: Picture;
}

export function createAsking({ catalog, checking, picture }: Needs): Asking {
  function chosen(names: readonly string[] | undefined): Result<readonly Token[], Failure> {
    if (names === undefined) return succeeded(catalog.list());
    const tokens: Token[] = [];
    for (const name of names) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      tokens.push(found.value);
    }
    return succeeded(tokens);
  }

  return {
    async check({ tokens: names }) {
      const tokens = chosen(names);
      if (!tokens.ok) return tokens;
      const results = await Promise.all(tokens.value.map(({ id }) => checking.check(id)));
      // A value that is missing is that token's own trouble and shows in its warnings; a keyring that fails is everybody's.
      const failure = results.find((result) => !result.ok && result.failure.code !== 'value-missing');
      if (failure !== undefined && !failure.ok) return failure;
      const lone = results.length === 1 ? results[0] : undefined;
      if (lone !== undefined && !lone.ok) return lone;
      return succeeded(tokens.value.flatMap(({ id }) => catalog.get(id) ?? []).map(picture.view));
    },
    show(name) {
      const found = named(catalog, name);
      return found.ok ? succeeded(picture.view(found.value)) : found;
    },
  };
}
