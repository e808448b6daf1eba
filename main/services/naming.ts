import type { NameFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Catalog } from '../domain/storage-ports.ts';

/** The token a person means: by id, by exact name, or by a name that differs in letter case alone. */
export function named(catalog: Catalog, name: string): Result<Token, NameFailure> {
  const tokens = catalog.list();
  const exact = tokens.find((token) => token.id === name) ?? tokens.find((token) => token.label === name);
  if (exact !== undefined) return succeeded(exact);
  const folded = name.toLowerCase();
  const near = tokens.filter((token) => token.label.toLowerCase() === folded);
  const [only] = near;
  if (only === undefined) return failed({ code: 'no-such-token', name: repeatable(name) });
  return near.length === 1 ? succeeded(only) : failed({ code: 'name-ambiguous', name });
}

const LEAST_VALUE = 20;
const SHOWN_CHARACTERS = 4;

/** A value where a name belongs, as in `tokenkeep get ghp_…`, is not said back: what is said ends up on screens and in logs. */
function repeatable(name: string): string {
  const looksLikeValue = name.length >= LEAST_VALUE && /\d/.test(name) && !/\s/.test(name);
  return looksLikeValue ? `${name.slice(0, SHOWN_CHARACTERS)}…` : name;
}
