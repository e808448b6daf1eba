import type { Failure } from '../../shared/failure.ts';
import type { KeyringState, Snapshot } from '../../shared/snapshot.ts';
import { failureWords } from '../../shared/words-failure.ts';
import type { FailureWords } from '../../shared/words/catalogue.ts';
import { FailureNote } from './failure-note.tsx';

/** What is wrong with the keyring or with the vault's own files, and what that means; nothing when all is well. */
export function Banners({ keyring, troubles }: Pick<Snapshot, 'keyring' | 'troubles'>) {
  const words = keyringWords(keyring);
  if (words === undefined && troubles.length === 0) return null;
  return (
    <div className="tk-banners">
      {words !== undefined && <FailureNote words={words} />}
      {troubles.map((trouble) => (
        <FailureNote key={keyOf(trouble)} words={failureWords(trouble)} />
      ))}
    </div>
  );
}

const keyOf = (trouble: Failure): string => ('file' in trouble ? `${trouble.code} ${trouble.file}` : trouble.code);

const MEANWHILE = 'Until then names, dates and states are shown, but no value can be copied, added or checked.';

function keyringWords(keyring: KeyringState): FailureWords | undefined {
  switch (keyring.kind) {
    case 'ok':
      return undefined;
    case 'locked':
      return {
        happened: 'The keyring is locked. Nothing was lost.',
        todo: `Unlock it and all goes on by itself. ${MEANWHILE}`,
      };
    case 'absent': {
      const { happened, todo = '' } = failureWords({ code: 'keyring-absent', lack: keyring.lack });
      return { happened, todo: `${todo} ${MEANWHILE}` };
    }
    case 'silent':
      return {
        happened: 'The keyring does not answer. Nothing was lost.',
        todo: `Look for a password prompt of the keyring, or restart it. ${MEANWHILE}`,
      };
  }
}
