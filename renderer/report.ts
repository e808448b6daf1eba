import { createContext, use } from 'react';
import type { Failure } from '../shared/failure.ts';
import type { FailureWords } from '../shared/words/catalogue.ts';

/** What came of the last act, said in one strip at the foot of the window. */
export type Outcome =
  | { readonly tone: 'good'; readonly words: FailureWords }
  /** Its words are made when it is drawn. */
  | { readonly tone: 'bad'; readonly failure: Failure };

export const wentWell = (happened: string, todo?: string): Outcome => ({ tone: 'good', words: { happened, todo } });
export const wentWrong = (failure: Failure): Outcome => ({ tone: 'bad', failure });

export const Reporting = createContext<(outcome: Outcome | undefined) => void>(() => undefined);
export const useReport = (): ((outcome: Outcome | undefined) => void) => use(Reporting);
