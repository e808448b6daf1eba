import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Answers, Ask, CommandName } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import { bridge } from './bridge.ts';

/**
 * The newest answer to a question that changes nothing; asked anew a moment after the question has changed.
 * @param beside when this is another one, the answer may be too.
 */
export function useAnswer<C extends CommandName>(
  command: C,
  input: Ask<C>,
  beside?: unknown,
): Result<Answers[C], Failure> | undefined {
  const [asked] = useDebouncedValue(JSON.stringify(input), 150);
  const [answer, setAnswer] = useState<Result<Answers[C], Failure>>();
  useEffect(() => {
    let here = true;
    void bridge.ask(command, JSON.parse(asked) as Ask<C>).then((told) => here && setAnswer(told));
    return () => {
      here = false;
    };
  }, [command, asked, beside]);
  return answer;
}
