import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Token } from '../../shared/token.ts';
import type { Effect } from '../../shared/kind.ts';
import type { Registry } from '../domain/provider.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { CheckFailure, Checking } from './checking.ts';
import { named } from './naming.ts';
import type { Picture } from './picture.ts';

export interface Asking {
  /** Asks the issuers of the named tokens now, or of all; answers how each stands. */
  check(input: Asked<'check'>): Promise<Result<readonly TokenView[], Failure>>;
  show(name: string): Result<TokenView, Failure>;
}

interface Needs {
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly checking: Checking;
  readonly picture: Picture;
}

export function createAsking({ catalog, registry, checking, picture }: Needs): Asking {
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

  /** What a look at it does, where it does anything. */
  function costOf(token: Token): readonly { readonly name: string; readonly effect: Effect }[] {
    const check = registry.get(token.provider)?.check;
    if (check?.kind !== 'online' || check.sideEffect === 'none' || check.can?.(token) === false) return [];
    return [{ name: token.label, effect: check.sideEffect }];
  }

  return {
    async check({ tokens: names, confirmed }) {
      const tokens = chosen(names);
      if (!tokens.ok) return tokens;
      const by = names !== undefined && confirmed === true ? 'confirmed' : 'attended';
      const costly = names === undefined || by === 'confirmed' ? undefined : tokens.value.flatMap(costOf)[0];
      if (costly !== undefined) return failed({ code: 'check-costs', ...costly });
      const results = await Promise.all(tokens.value.map(({ id }) => checking.check(id, by)));
      const failure = worstOf(results);
      if (failure !== undefined) return failed(failure);
      return succeeded(tokens.value.flatMap(({ id }) => catalog.get(id) ?? []).map(picture.view));
    },
    show(name) {
      const found = named(catalog, name);
      return found.ok ? succeeded(picture.view(found.value)) : found;
    },
  };
}

/** A value that is missing is that token's own trouble and shows in its warnings; a keyring that fails is everybody's. */
function worstOf(results: readonly Result<void, CheckFailure>[]): CheckFailure | undefined {
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  return failures.find(({ code }) => code !== 'value-missing' || results.length === 1);
}
