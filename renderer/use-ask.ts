import { useCallback, useState } from 'react';
import type { Answers, Ask, CommandName } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import { bridge } from './bridge.ts';

interface Asking<C extends CommandName> {
  /** True while an answer is awaited. */
  readonly busy: boolean;
  readonly ask: (input: Ask<C>) => Promise<Result<Answers[C], Failure>>;
}

export function useAsk<C extends CommandName>(command: C): Asking<C> {
  const [waiting, setWaiting] = useState(0);
  const ask = useCallback(
    async (input: Ask<C>) => {
      setWaiting((count) => count + 1);
      try {
        return await bridge.ask(command, input);
      } finally {
        setWaiting((count) => count - 1);
      }
    },
    [command],
  );
  return { busy: waiting > 0, ask };
}
