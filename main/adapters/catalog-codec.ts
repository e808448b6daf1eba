import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import { parseJson } from './parse-json.ts';
import type { Codec } from './store-load.ts';
import { isToken, isTokenId } from './token-check.ts';

export interface CatalogState {
  readonly tokens: Map<TokenId, Token>;
  readonly pending: Set<TokenId>;
}

const LINE_END = 10;
const COMMA = Buffer.from(',\n');
const CLOSE = Buffer.from('\n]}');

/**
 * One token a line. A token never changes in place, so its line is spelled once and kept: writing ten thousand tokens is then copying bytes,
 * not spelling JSON, and does not hold up the event loop.
 */
export function createCatalogCodec(): Codec<CatalogState> {
  const lines = new WeakMap<Token, Uint8Array>();
  const lineOf = (token: Token): Uint8Array => {
    const known = lines.get(token);
    if (known !== undefined) return known;
    const line = Buffer.from(JSON.stringify(token));
    lines.set(token, line);
    return line;
  };
  return {
    version: 1,
    encode({ tokens, pending }) {
      const pieces: Uint8Array[] = [Buffer.from(`{"pending":${JSON.stringify([...pending])},"tokens":[\n`)];
      for (const token of tokens.values()) {
        if (pieces.length > 1) pieces.push(COMMA);
        pieces.push(lineOf(token));
      }
      pieces.push(CLOSE);
      return pieces;
    },
    decode(bytes) {
      const read = readState(bytes);
      if (read === undefined) return undefined;
      keepLines(bytes, read.tokens, lines);
      const tokens = new Map(read.tokens.map((token) => [token.id, token]));
      return { state: { tokens, pending: new Set(read.pending) }, flawed: false };
    },
  };
}

function readState(bytes: Buffer): { readonly tokens: readonly Token[]; readonly pending: readonly TokenId[] } | undefined {
  const told = parseJson(bytes);
  if (typeof told !== 'object' || told === null || !('tokens' in told) || !('pending' in told)) return undefined;
  const { tokens, pending } = told;
  if (!Array.isArray(tokens) || !tokens.every(isToken) || !Array.isArray(pending) || !pending.every(isTokenId)) return undefined;
  return { tokens, pending: pending.map((id) => tokenId(String(id))) };
}

/** The file's own lines, where there is one for each token; else they are spelled anew. */
function keepLines(bytes: Buffer, tokens: readonly Token[], lines: WeakMap<Token, Uint8Array>): void {
  const found: Uint8Array[] = [];
  let from = bytes.indexOf(LINE_END) + 1;
  for (let to = bytes.indexOf(LINE_END, from); to !== -1; to = bytes.indexOf(LINE_END, from)) {
    const end = bytes[to - 1] === COMMA[0] ? to - 1 : to;
    found.push(bytes.subarray(from, end));
    from = to + 1;
  }
  if (found.length !== tokens.length) return;
  tokens.forEach((token, index) => {
    const line = found[index];
    if (line !== undefined) lines.set(token, line);
  });
}
