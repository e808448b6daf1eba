import type { KeyringFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Catalog, SecretStore } from '../domain/storage-ports.ts';
import type { SearchShape } from '../domain/search-shape.ts';

/** How a value of ours looks from outside, which is all that is remembered of it. */
interface Look {
  readonly length: number;
  /** Rules of the shapes that it has. */
  readonly rules: readonly string[];
  readonly isWord: boolean;
}

/** What our own values have in common with what may be found. */
export interface OwnValues {
  /** By rule of their shape. */
  readonly lengths: ReadonlyMap<string, ReadonlySet<number>>;
  /** Of values that have no shape. */
  readonly bare: ReadonlySet<number>;
  readonly byDigest: ReadonlyMap<string, { readonly token: Token; readonly earlier: boolean }>;
  /** Labels of those that cannot be told in a text. */
  readonly unsearchable: readonly string[];
}

/** Anything shorter is in every text by chance. */
const LEAST_LENGTH = 16;

interface Needs {
  readonly catalog: Catalog;
  readonly secrets: Pick<SecretStore, 'get'>;
}

/** A value is measured once; the measure is kept in memory under its digest. */
export function createOwnValues({ catalog, secrets }: Needs, shapes: readonly SearchShape[]) {
  const looks = new Map<string, Look>();

  async function lookOf(token: Token): Promise<Result<Look | undefined, KeyringFailure>> {
    const known = looks.get(token.digest);
    if (known !== undefined) return succeeded(known);
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return succeeded(undefined);
    const look = kept.value.credential.access.use((text): Look => ({
      length: text.length,
      rules: shapes.filter(({ whole }) => whole.test(text)).map(({ rule }) => rule),
      isWord: /^[A-Za-z0-9_.=+/~:%,-]+$/.test(text),
    }));
    looks.set(token.digest, look);
    return succeeded(look);
  }

  return {
    /** `also`: earlier values, by digest, of the tokens they belonged to. */
    async all(also: ReadonlyMap<string, TokenId> = new Map()): Promise<Result<OwnValues, KeyringFailure>> {
      const tokens = catalog.list();
      const seen: (readonly [Token, Look])[] = [];
      for (const token of tokens) {
        const look = await lookOf(token);
        if (!look.ok) return look;
        if (look.value !== undefined) seen.push([token, look.value]);
      }
      const byDigest = new Map(tokens.map((token) => [token.digest, { token, earlier: false }]));
      for (const [digest, id] of also) {
        const token = catalog.get(id);
        if (token !== undefined && !byDigest.has(digest)) byDigest.set(digest, { token, earlier: true });
      }
      return succeeded({ byDigest, ...gathered(seen) });
    },
  };
}

function gathered(seen: readonly (readonly [Token, Look])[]): Omit<OwnValues, 'byDigest'> {
  const lengths = new Map<string, Set<number>>();
  const bare = new Set<number>();
  const unsearchable: string[] = [];
  for (const [{ label }, { length, rules, isWord }] of seen) {
    for (const rule of rules) lengths.set(rule, (lengths.get(rule) ?? new Set()).add(length));
    if (rules.length > 0) continue;
    if (isWord && length >= LEAST_LENGTH) bare.add(length);
    else unsearchable.push(label);
  }
  return { lengths, bare, unsearchable };
}
