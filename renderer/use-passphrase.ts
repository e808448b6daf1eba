import { useRef, useState } from 'react';
import type { Answers, Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { takeSecret, type SecretField } from './parts/secret-input.tsx';
import { useReport, wentWell } from './report.ts';
import { useAsk } from './use-ask.ts';

type Command = 'unlock' | 'passphraseSet' | 'passphraseRemove' | 'passphraseVault';

/** Asks something of the lock, and says in the strip that it was done, or beside the form why it was not. */
export function useLockAsk<C extends Command>(command: C, said: string) {
  const report = useReport();
  const { busy, ask } = useAsk(command);
  const [failure, setFailure] = useState<Failure>();
  const send = async (input: Ask<C>): Promise<Answers[C] | undefined> => {
    const answered = await ask(input);
    setFailure(answered.ok ? undefined : answered.failure);
    if (!answered.ok) return undefined;
    report(wentWell(said));
    return answered.value;
  };
  return { busy, failure, send };
}

/** The new passphrase, typed twice: undefined where the two differ. */
export function useTwice() {
  const [first, second] = [useRef<SecretField>(null), useRef<SecretField>(null)];
  const [differs, setDiffers] = useState(false);
  const take = (): string | undefined => {
    const [fresh, again] = [takeSecret(first.current), takeSecret(second.current)];
    setDiffers(fresh !== again);
    return fresh === again ? fresh : undefined;
  };
  return { first, second, differs, take };
}
