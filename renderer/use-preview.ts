import { useEffect, useState } from 'react';
import type { Answers } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import type { TokenId } from '../shared/token.ts';
import { useAsk } from './use-ask.ts';

/** What an act would do to a token, asked for once; undefined until it is known. Nothing is sent to an issuer by it. */
export function usePreview<C extends 'revocation' | 'rotation'>(
  command: C,
  token: TokenId,
): Result<Answers[C], Failure> | undefined {
  const { ask } = useAsk<'revocation' | 'rotation'>(command);
  const [preview, setPreview] = useState<Result<Answers[C], Failure>>();
  useEffect(() => {
    let gone = false;
    void ask({ token }).then((answered) => {
      // The answer is the asked command's own.
      if (!gone) setPreview(answered as Result<Answers[C], Failure>);
    });
    return () => {
      gone = true;
    };
  }, [ask, token]);
  return preview;
}

export const failureIn = (answered: Result<unknown, Failure> | undefined): Failure | undefined =>
  answered?.ok === false ? answered.failure : undefined;
