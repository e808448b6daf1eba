import type { Failure } from '../../shared/failure.ts';
import type { KeyringState, Snapshot } from '../../shared/snapshot.ts';
import type { FailureWords } from '../../shared/words/catalogue.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { Unlock } from './unlock.tsx';
import { FailureNote, Note } from './failure-note.tsx';

/** What is wrong with the keyring or with the vault's own files, and what that means; nothing when all is well. */
export function Banners({ snapshot: { keyring, lock, settings, troubles } }: { readonly snapshot: Snapshot }) {
  // Of a passphrase vault that is locked its keyring says no more than that.
  const isSealed = lock.keeps === 'passphrase' && keyring.kind === 'locked';
  const words = keyringWords(isSealed ? { kind: 'ok', backend: '' } : keyring, useSpoken());
  if (words === undefined && troubles.length === 0 && !lock.locked) return null;
  return (
    <div className="tk-banners">
      {lock.locked && <Unlock lock={lock} goesOn={isSealed ? 'sealed' : settings.lockKeeps} />}
      {words !== undefined && <Note words={words} />}
      {troubles.map((trouble) => (
        <FailureNote key={keyOf(trouble)} failure={trouble} />
      ))}
    </div>
  );
}

const keyOf = (trouble: Failure): string => ('file' in trouble ? `${trouble.code} ${trouble.file}` : trouble.code);

function keyringWords(keyring: KeyringState, { words, text }: Spoken): FailureWords | undefined {
  const { locked, unlock, silent, wake, meanwhile } = text.frame.keyring;
  switch (keyring.kind) {
    case 'ok':
      return undefined;
    case 'locked':
      return { happened: locked, todo: `${unlock} ${meanwhile}` };
    case 'absent': {
      const { happened, todo = '' } = words.failure({ code: 'keyring-absent', lack: keyring.lack });
      return { happened, todo: `${todo} ${meanwhile}` };
    }
    case 'silent':
      return { happened: silent, todo: `${wake} ${meanwhile}` };
  }
}
