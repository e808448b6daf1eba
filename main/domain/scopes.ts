import type { Scope, TokenWarning } from '../../shared/token.ts';

/** Warns of scopes that give more than a tool should ever hold. A name that ends in `*` stands for all that begin so. */
export function tooWide(scopes: readonly Scope[], wide: readonly string[]): readonly TokenWarning[] {
  const found = scopes.filter((scope) => wide.some((name) => covers(name, scope)));
  return found.length === 0 ? [] : [{ code: 'too-wide', scopes: found }];
}

function covers(name: string, scope: Scope): boolean {
  return name.endsWith('*') ? scope.startsWith(name.slice(0, -1)) : scope === name;
}
