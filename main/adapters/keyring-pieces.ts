import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, done, failed, succeeded } from '../../shared/result.ts';
import type { KeyringEntries } from './keyring-entries.ts';
import { MOST_PIECES, type Pointer, checksumOf, piecesOf } from './keyring-record.ts';

/** The pieces of one value under one generation: accounts `ID.gGENERATION.N`, from 0 on with no gap. */
export interface KeyringPieces {
  /** Writes the pieces and reads each back. Nothing points to them yet. */
  write(id: string, generation: number, text: string): Promise<Result<Pointer, KeyringFailure>>;
  /** `keyring-damaged` where a piece is missing or altered. */
  read(id: string, pointer: Pointer): Promise<Result<string, KeyringFailure>>;
  /** Removes what is there of a generation, from piece `from` on; last first, so that an interrupted sweep leaves no gap. */
  sweep(id: string, generation: number, from?: number): Promise<Result<void, KeyringFailure>>;
}

export function createPieces(entries: KeyringEntries): KeyringPieces {
  const accountOf = (id: string, generation: number, n: number): string => `${id}.g${generation}.${n}`;

  async function write(id: string, generation: number, text: string): Promise<Result<Pointer, KeyringFailure>> {
    const pieces = piecesOf(text);
    if (pieces.length > MOST_PIECES) return failed({ code: 'keyring-refused', reason: 'too-large' });
    for (const [n, piece] of pieces.entries()) {
      const account = accountOf(id, generation, n);
      const wrote = await entries.write(account, piece);
      if (!wrote.ok) return wrote;
      const back = await entries.read(account);
      if (!back.ok) return back;
      if (back.value !== piece) return failed({ code: 'keyring-refused', reason: 'round-trip' });
    }
    return succeeded({ generation, count: pieces.length, sum: checksumOf(text) });
  }

  async function read(id: string, { generation, count, sum }: Pointer): Promise<Result<string, KeyringFailure>> {
    const pieces: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const piece = await entries.read(accountOf(id, generation, n));
      if (!piece.ok) return piece;
      if (piece.value === undefined) return failed({ code: 'keyring-damaged' });
      pieces.push(piece.value);
    }
    const text = pieces.join('');
    return checksumOf(text) === sum ? succeeded(text) : failed({ code: 'keyring-damaged' });
  }

  async function sweep(id: string, generation: number, from = 0): Promise<Result<void, KeyringFailure>> {
    let end = from;
    for (let there = true; there && end < MOST_PIECES;) {
      const seen = await entries.has(accountOf(id, generation, end));
      if (!seen.ok) return seen;
      there = seen.value;
      if (there) end += 1;
    }
    for (let n = end - 1; n >= from; n -= 1) {
      const gone = await entries.remove(accountOf(id, generation, n));
      if (!gone.ok) return gone;
    }
    return done;
  }

  return { write, read, sweep };
}
