import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Ask } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { instant } from '../../shared/time.ts';
import type { TokenId } from '../../shared/token.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

export type Rule = NonNullable<Ask<'schedule'>['rule']>;

interface ScheduleNextProps {
  readonly token: TokenId;
  readonly rule: Rule;
}

/** The next three dates of a rule, before anything is changed; or what is wrong with the rule. */
export function ScheduleNext({ token, rule }: ScheduleNextProps) {
  const { words, text } = useSpoken();
  const { ask } = useAsk('schedule');
  const [asked] = useDebouncedValue(JSON.stringify(rule), 200);
  const [answer, setAnswer] = useState<Result<readonly number[], Failure>>();
  useEffect(() => {
    let here = true;
    void ask({ token, rule: JSON.parse(asked) as Rule, preview: true }).then((told) => {
      if (here) setAnswer(told.ok ? { ok: true, value: told.value.next } : told);
    });
    return () => {
      here = false;
    };
  }, [ask, token, asked]);
  return (
    <div className="tk-next" aria-live="polite">
      {answer?.ok === true && (
        <>
          <p className="tk-quiet tk-small">{text.token.scheduleNext}</p>
          <ol>
            {answer.value.map((at) => (
              <li key={at} className="tk-figures">
                {words.time.exact(instant(at))}
              </li>
            ))}
          </ol>
        </>
      )}
      {answer?.ok === false && <p className="tk-soon-words">{words.failure(answer.failure).happened}</p>}
    </div>
  );
}
