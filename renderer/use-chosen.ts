import { useCallback } from 'react';
import type { Ask } from '../shared/contract.ts';
import { useReport, wentWrong } from './report.ts';
import { useAsk } from './use-ask.ts';

/** Has the person choose in the desktop's own dialog; undefined where they chose nothing. */
export function useChosen(what: Ask<'choose'>['what'], name?: string): () => Promise<string | undefined> {
  const report = useReport();
  const { ask } = useAsk('choose');
  return useCallback(async () => {
    const chosen = await ask({ what, name });
    if (chosen.ok) return chosen.value.path;
    report(wentWrong(chosen.failure));
    return undefined;
  }, [ask, report, what, name]);
}
