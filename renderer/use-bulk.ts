import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import type { TokenView } from '../shared/snapshot.ts';
import { useReport, wentWell } from './report.ts';
import { useSpoken } from './speaking.ts';

/** One act for several tokens, one after the other; it can be stopped between two. */
export function useBulk(act: (view: TokenView) => Promise<Result<unknown, Failure>>) {
  const report = useReport();
  const { words, text } = useSpoken();
  const [done, setDone] = useState<number>();
  const stopped = useRef(false);
  useEffect(() => () => void (stopped.current = true), []);

  const run = async (views: readonly TokenView[]): Promise<void> => {
    stopped.current = false;
    let good = 0;
    let first: Failure | undefined;
    for (const [index, view] of views.entries()) {
      if (stopped.current) break;
      setDone(index);
      const result = await act(view);
      if (result.ok) good += 1;
      else first ??= result.failure;
    }
    setDone(undefined);
    report(wentWell(said(good, views.length, first)));
  };

  function said(good: number, of: number, first: Failure | undefined): string {
    if (stopped.current && good < of) return text.tokens.stopped(good, of);
    if (first !== undefined) return text.tokens.partly(good, of, words.failure(first).happened);
    return text.tokens.done(good);
  }

  return { done, busy: done !== undefined, run, stop: () => void (stopped.current = true) };
}
