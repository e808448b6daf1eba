import type { GlobalOptions } from './context.ts';

const QUICK = ['get', 'git-credential', 'docker-credential'] as const;

export interface Quick {
  readonly command: (typeof QUICK)[number];
  readonly operand: string;
  readonly options: GlobalOptions;
}

/**
 * Tools wait for a value at each of their starts, so the forms in which they ask are understood without loading the whole parser:
 * `[--home DIR] get NAME`, and the credential helpers. Undefined for any other.
 */
export function quickGet(argv: readonly string[]): Quick | undefined {
  const [first, home] = argv;
  const isHome = first === '--home' && home !== undefined;
  const [wanted, operand, ...rest] = isHome ? argv.slice(2) : argv;
  const command = QUICK.find((one) => one === wanted);
  if (command === undefined || operand === undefined || operand.startsWith('-') || rest.length > 0) return undefined;
  return { command, operand, options: isHome ? { home } : {} };
}
