import { createContext, use } from 'react';
import type { Failure } from '../shared/failure.ts';
import { failureWords } from '../shared/words-failure.ts';
import type { FailureWords } from '../shared/words/catalogue.ts';

/** What came of the last act, said in one strip at the foot of the window. */
export interface Outcome {
  readonly tone: 'good' | 'bad';
  readonly words: FailureWords;
}

export const wentWell = (happened: string, todo?: string): Outcome => ({ tone: 'good', words: { happened, todo } });
export const wentWrong = (failure: Failure): Outcome => ({ tone: 'bad', words: failureWords(failure) });

export const Reporting = createContext<(outcome: Outcome | undefined) => void>(() => undefined);
export const useReport = (): ((outcome: Outcome | undefined) => void) => use(Reporting);
