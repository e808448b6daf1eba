/** States what must be true; throws where it is not, and that is a bug. The message names code, never data. */
export function invariant(claim: unknown, message: string): asserts claim {
  if (claim === false || claim === undefined || claim === null) throw new Error(`invariant: ${message}`);
}

/** Reached only when a union grew and a switch did not. */
export function assertNever(value: never): never {
  const kind = typeof value === 'object' && value !== null ? 'object' : String(value);
  throw new Error(`unexpected ${kind}`);
}
