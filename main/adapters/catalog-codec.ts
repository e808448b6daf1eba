import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import { parseJson } from './parse-json.ts';
import type { Codec } from './store-load.ts';
import { isToken, isTokenId } from './token-check.ts';

/** A token and its line in the file. */
export interface Kept {
  readonly token: Token;
  readonly line: Uint8Array;
}

export interface CatalogState {
  readonly tokens: Map<TokenId, Kept>;
  readonly pending: Set<TokenId>;
}

const COMMA = Buffer.from(',\n');
const CLOSE = Buffer.from('\n]}');

export const keptOf = (token: Token): Kept => ({ token, line: Buffer.from(JSON.stringify(token)) });

/**
 * One token a line. A token never changes in place, so its line is spelled once and kept: writing ten thousand tokens is then copying bytes,
 * not spelling JSON, and does not hold up the event loop.
 */
export const catalogCodec: Codec<CatalogState> = {
  version: 1,
  encode({ tokens, pending }) {
    const pieces: Uint8Array[] = [Buffer.from(`{"pending":${JSON.stringify([...pending])},"tokens":[\n`)];
    for (const { line } of tokens.values()) {
      if (pieces.length > 1) pieces.push(COMMA);
      pieces.push(line);
    }
    pieces.push(CLOSE);
    return pieces;
  },
  decode(bytes) {
    const read = readState(parseJson(bytes));
    if (read === undefined) return undefined;
    const lines = linesOf(bytes);
    // The file's own lines, where there is one for each token; else they are spelled anew.
    const kept = read.tokens.map((token, index): Kept => {
      const line = lines.length === read.tokens.length ? lines[index] : undefined;
      return line === undefined ? keptOf(token) : { token, line };
    });
    return {
      state: { tokens: new Map(kept.map((each) => [each.token.id, each])), pending: new Set(read.pending) },
      flawed: false,
    };
  },
};

function readState(
  told: unknown,
): { readonly tokens: readonly Token[]; readonly pending: readonly TokenId[] } | undefined {
  if (typeof told !== 'object' || told === null || !('tokens' in told) || !('pending' in told)) return undefined;
  const { tokens, pending } = told;
  if (!Array.isArray(tokens) || !tokens.every(isToken) || !Array.isArray(pending) || !pending.every(isTokenId))
    return undefined;
  return { tokens, pending: pending.map((id) => tokenId(String(id))) };
}

/** Lines between the first and the last, without the comma at their end. */
function linesOf(bytes: Buffer): readonly Uint8Array[] {
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: Uint8Array[] = [];
  let from = bytes.indexOf('\n') + 1;
  for (let to = bytes.indexOf('\n', from); to !== -1; to = bytes.indexOf('\n', from)) {
    lines.push(plain.subarray(from, bytes[to - 1] === COMMA[0] ? to - 1 : to));
    from = to + 1;
  }
  return lines;
}
