import { useState } from 'react';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { addedWords } from './added-words.ts';
import { useGo } from './place.ts';
import { useReport, wentWell } from './report.ts';
import { useSpoken } from './speaking.ts';
import { useAsk } from './use-ask.ts';

type Input = Ask<'add'>;

const NOTHING_PASTED: Failure = { code: 'paste-empty' };

/** Keeps a new token and goes to it. */
export function useAdd() {
  const go = useGo();
  const report = useReport();
  const spoken = useSpoken();
  const { busy, ask } = useAsk('add');
  const [failure, setFailure] = useState<Failure>();
  const add = async (
    label: string,
    pasted: Input['pasted'] | undefined,
    facts: Omit<Input, 'label' | 'pasted'>,
  ): Promise<void> => {
    if (pasted === undefined) return setFailure(NOTHING_PASTED);
    const added = await ask({ label, pasted, ...facts });
    if (!added.ok) return setFailure(added.failure);
    const { token } = added.value.view;
    const { unminted } = added.value;
    const waits = unminted === undefined ? undefined : spoken.words.failure(unminted).happened;
    go({ screen: 'token', token: token.id });
    report(wentWell(spoken.text.adding.kept(token.label), waits ?? addedWords(added.value, spoken)));
  };
  return { busy, failure, add };
}
