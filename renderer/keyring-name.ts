import type { Snapshot } from '../shared/snapshot.ts';
import type { WindowText } from '../shared/words/window.ts';

/** What keeps the values, by its own name; undefined where it does not answer. */
export function keyringName(
  { keyring, lock }: Pick<Snapshot, 'keyring' | 'lock'>,
  text: WindowText,
): string | undefined {
  if (lock.keeps === 'passphrase') return text.lock.vault;
  return keyring.kind === 'ok' ? keyring.backend : undefined;
}
