import type { GlobalOptions } from './context.ts';

/**
 * Tools wait for a value at each of their starts, so the form in which they ask is understood without loading the whole parser:
 * `[--home DIR] get NAME`. Undefined for any other.
 */
export function quickGet(
  argv: readonly string[],
): { readonly name: string; readonly options: GlobalOptions } | undefined {
  const [first, home] = argv;
  const isHome = first === '--home' && home !== undefined;
  const [command, name, ...rest] = isHome ? argv.slice(2) : argv;
  if (command !== 'get' || name === undefined || name.startsWith('-') || rest.length > 0) return undefined;
  return { name, options: isHome ? { home } : {} };
}
