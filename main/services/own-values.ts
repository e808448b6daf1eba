import type { KeyringFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Registry } from '../domain/provider.ts';
import type { SearchShape } from '../domain/search-shape.ts';
import { Secret } from '../domain/secret.ts';
import type { Catalog, Credential, Digester, SecretStore } from '../domain/storage-ports.ts';
import { tellingPart } from '../domain/telling-part.ts';

/** How a value of ours looks from outside, which is all that is remembered of it. */
interface Look {
  /** Of the value, or of the part that tells it. */
  readonly digest: string;
  readonly length: number;
  /** It can be told in a text. */
  readonly isSearchable: boolean;
  /** Rules of the shapes that it has. */
  readonly rules: readonly string[];
  /** Of a value that is told by a part. */
  readonly shape?: SearchShape | undefined;
}

interface Own {
  readonly token: Token;
  readonly earlier: boolean;
  /** Of a value that is told by a part alone. */
  readonly shape?: SearchShape | undefined;
}

/** What our own values have in common with what may be found. */
export interface OwnValues {
  /** By rule of their shape. */
  readonly lengths: ReadonlyMap<string, ReadonlySet<number>>;
  /** Of values that have no shape. */
  readonly bare: ReadonlySet<number>;
  readonly byDigest: ReadonlyMap<string, Own>;
  /** Labels of those that cannot be told in a text. */
  readonly unsearchable: readonly string[];
}

/** Anything shorter is in every text by chance. */
const LEAST_LENGTH = 16;

interface Needs {
  readonly catalog: Catalog;
  readonly secrets: Pick<SecretStore, 'get'>;
  readonly digester: Digester;
  readonly registry: Registry;
}

/** A value that a token had before. */
export interface Earlier {
  readonly token: Token;
  readonly credential: Credential;
}

/** A value is measured once; the measures are kept in memory under the token's digest. */
export function createOwnValues({ catalog, secrets, digester, registry }: Needs, shapes: readonly SearchShape[]) {
  const looks = new Map<string, readonly Look[]>();

  async function looksOf(token: Token): Promise<Result<readonly Look[], KeyringFailure>> {
    const known = looks.get(token.digest);
    if (known !== undefined) return succeeded(known);
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    return kept.value === undefined ? succeeded([]) : measure(token, kept.value.credential);
  }

  /** All that is secret of it: what renews it is worth as much. */
  async function measure(
    token: Token,
    { access, refresh, fields }: Credential,
  ): Promise<Result<readonly Look[], KeyringFailure>> {
    const secret = registry.get(token.provider)?.fields.filter((field) => field.secret) ?? [];
    const beside = [refresh, ...secret.map(({ key }) => fields[key])].filter((value) => value !== undefined);
    const measured: Look[] = [];
    for (const value of [access, ...beside]) {
      const look = await lookAt(value, value === access ? token.digest : undefined);
      if (!look.ok) return look;
      measured.push(look.value);
    }
    looks.set(token.digest, measured);
    return succeeded(measured);
  }

  async function lookAt(value: Secret, known: string | undefined): Promise<Result<Look, KeyringFailure>> {
    const { part, ...look } = value.use(appearance);
    const digest = part === undefined ? await digestOf(value, known) : await digester.digest(part);
    return digest.ok ? succeeded({ ...look, digest: digest.value }) : digest;
  }

  function appearance(text: string): Omit<Look, 'digest'> & { readonly part?: Secret } {
    const fits = shapes.filter(({ whole }) => whole.test(text));
    const rules = fits.filter(({ hasLines }) => hasLines !== true).map(({ rule }) => rule);
    const isWord = /^[A-Za-z0-9_.=+/~:%,-]+$/.test(text);
    const part = isWord ? undefined : tellingPart(text);
    if (part === undefined) return { length: text.length, isSearchable: isWord && text.length >= LEAST_LENGTH, rules };
    const shape = fits.find(({ hasLines }) => hasLines === true);
    return { length: part.length, isSearchable: true, rules, shape, part: new Secret(part) };
  }

  const digestOf = (value: Secret, known: string | undefined): Promise<Result<string, KeyringFailure>> =>
    known === undefined ? digester.digest(value) : Promise.resolve(succeeded(known));

  return {
    /** `also`: values that are kept no more. */
    async all(also: readonly Earlier[] = []): Promise<Result<OwnValues, KeyringFailure>> {
      const seen: Seen[] = [];
      for (const token of catalog.list()) {
        const found = await looksOf(token);
        if (!found.ok) return found;
        seen.push({ token, looks: found.value, earlier: false });
      }
      for (const { token, credential } of also) {
        const found = await measure(token, credential);
        if (!found.ok) return found;
        seen.push({ token, looks: found.value, earlier: true });
      }
      return succeeded(gathered(seen));
    },
  };
}

interface Seen {
  readonly token: Token;
  readonly looks: readonly Look[];
  readonly earlier: boolean;
}

function gathered(seen: readonly Seen[]): OwnValues {
  const byDigest = new Map<string, Own>();
  const lengths = new Map<string, Set<number>>();
  const bare = new Set<number>();
  const unsearchable = new Set<string>();
  // Where it still has the value, it is no earlier one.
  const add = (digest: string, own: Own): void => void (byDigest.has(digest) || byDigest.set(digest, own));
  for (const { token, looks, earlier } of seen) {
    for (const look of looks) {
      add(look.digest, { token, earlier, shape: look.shape });
      for (const rule of look.rules) lengths.set(rule, (lengths.get(rule) ?? new Set()).add(look.length));
      if (look.rules.length > 0) continue;
      if (look.isSearchable) bare.add(look.length);
      else if (look === looks[0]) unsearchable.add(token.label);
    }
    add(token.digest, { token, earlier });
  }
  return { byDigest, lengths, bare, unsearchable: [...unsearchable] };
}
