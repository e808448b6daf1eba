import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Finding } from '../../shared/diagnosis.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { FindingMark } from '../parts/finding-mark.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

const WORST_FIRST = { bad: 0, poor: 1, good: 2 } as const;

/** What this machine gives Tokenkeep to work with, and what each lack means. */
export function Doctor() {
  const { frame, doctor } = useSpoken().text;
  const { busy, ask } = useAsk('doctor');
  const [answer, setAnswer] = useState<Result<readonly Finding[], Failure>>();
  useEffect(() => {
    let here = true;
    void ask({}).then((found) => here && setAnswer(found));
    return () => {
      here = false;
    };
  }, [ask]);
  const again = async (): Promise<void> => setAnswer(await ask({}));
  return (
    <Page
      title={frame.screens.doctor}
      aside={
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={busy} onClick={() => void again()}>
          {doctor.again}
        </Button>
      }
    >
      {answer === undefined && <Loader size="sm" aria-label={doctor.looking} />}
      {answer?.ok === false && <FailureNote failure={answer.failure} />}
      {answer?.ok === true && <Findings findings={answer.value} />}
    </Page>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { doctor } = useSpoken().text;
  const sorted = [...findings].sort((a, b) => WORST_FIRST[a.state] - WORST_FIRST[b.state]);
  return (
    <>
      {findings.every(({ state }) => state === 'good') && <p className="tk-promise">{doctor.allGood}</p>}
      <ul className="tk-findings" aria-label={doctor.list}>
        {sorted.map((finding) => (
          <FindingItem key={JSON.stringify(finding)} finding={finding} />
        ))}
      </ul>
    </>
  );
}

function FindingItem({ finding: { topic, state, sight } }: { readonly finding: Finding }) {
  const { words, text } = useSpoken();
  const { doctor } = text;
  const { found, meaning } = words.sight(sight);
  return (
    <li className="tk-finding">
      <FindingMark state={state} />
      <span className="tk-finding-topic">{doctor.topics[topic]}</span>
      <div>
        <p>
          {found}
          <span className={state === 'good' ? 'tk-hidden' : 'tk-quiet'}> · {doctor.states[state]}</span>
        </p>
        {meaning !== undefined && <p className="tk-quiet">{meaning}</p>}
      </div>
    </li>
  );
}
