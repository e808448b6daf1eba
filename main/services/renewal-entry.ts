import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { JournalEntry, Kept } from '../domain/storage-ports.ts';
import type { RenewalTurn } from './renewal-turns.ts';

/** What of a renewal is written down before anything leaves. */
interface Going {
  readonly token: Token;
  readonly kept: Kept;
  readonly turn?: RenewalTurn | undefined;
}

/** Nothing has left before this line is on disk, so there is no earlier step to come back to. */
export async function writeSent(
  { journal, random, clock }: Pick<Ports, 'journal' | 'random' | 'clock'>,
  { token, kept, turn }: Going,
): Promise<Result<JournalEntry, Failure>> {
  const entry: JournalEntry = {
    id: random.id(),
    token: token.id,
    act: 'refresh',
    step: 'sent',
    at: clock.now(),
    generation: kept.generation,
    shared: turn?.digest,
  };
  const written = await journal.put(entry);
  return written.ok ? succeeded(entry) : written;
}
