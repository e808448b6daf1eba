import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Finding } from '../../shared/commands/keeping.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { FindingMark } from '../parts/finding-mark.tsx';
import { Page } from '../parts/page.tsx';
import { useAsk } from '../use-ask.ts';

const TOPICS: Readonly<Record<Finding['topic'], string>> = {
  keyring: 'Keyring',
  tray: 'Tray',
  notifications: 'Notifications',
  clipboard: 'Clipboard',
  proxy: 'Proxy',
  ca: 'Certificates',
  clock: 'Clock',
  files: 'Files',
  runtime: 'Runtime',
};

/** What this machine gives Tokenkeep to work with, and what each lack means. */
export function Doctor() {
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
      title="Doctor"
      aside={
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={busy} onClick={() => void again()}>
          Look again
        </Button>
      }
    >
      {answer === undefined && <Loader size="sm" aria-label="Looking" />}
      {answer?.ok === false && <FailureNote words={failureWords(answer.failure)} />}
      {answer?.ok === true && (
        <ul className="tk-findings" aria-label="Findings">
          {answer.value.map((finding) => (
            <FindingItem key={finding.topic} finding={finding} />
          ))}
        </ul>
      )}
    </Page>
  );
}

const STATES = { good: 'Good', poor: 'Works in part', bad: 'Does not work' } as const;

function FindingItem({ finding: { topic, state, found, meaning } }: { readonly finding: Finding }) {
  return (
    <li className="tk-finding">
      <FindingMark state={state} />
      <span className="tk-finding-topic">{TOPICS[topic]}</span>
      <div>
        <p>
          {found}
          <span className={state === 'good' ? 'tk-hidden' : 'tk-quiet'}> · {STATES[state]}</span>
        </p>
        {meaning !== '' && <p className="tk-quiet">{meaning}</p>}
      </div>
    </li>
  );
}
