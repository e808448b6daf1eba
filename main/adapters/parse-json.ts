/** Undefined where it is not JSON. The engine's message is not kept: it quotes what it read. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
