import { useCallback } from 'react';
import type { Copied } from '../shared/commands/keeping.ts';
import type { TokenView } from '../shared/snapshot.ts';
import { instant, later, type Duration } from '../shared/time.ts';
import type { WindowText } from '../shared/words/window.ts';
import { useReport, wentWell, wentWrong } from './report.ts';
import { useSpoken } from './speaking.ts';
import { useAsk } from './use-ask.ts';
import { useNow } from './use-now.tsx';

function copiedCaveats({ hidden, provable }: Copied, { frame }: WindowText): string {
  const histories = hidden ? frame.hidden : frame.notHidden;
  return provable ? histories : `${histories} ${frame.notProvable}`;
}

/** What can be done to a token without leaving the screen; each says in the strip what came of it. */
export function useActs() {
  const now = useNow();
  const report = useReport();
  const { words, text } = useSpoken();
  const { ask: askCopy, busy: copying } = useAsk('copy');
  const { ask: askCheck, busy: checking } = useAsk('check');
  const { ask: askSnooze, busy: snoozing } = useAsk('snooze');

  const copy = useCallback(
    async ({ token }: TokenView): Promise<void> => {
      const copied = await askCopy({ token: token.id });
      if (!copied.ok) return report(wentWrong(copied.failure));
      const until = words.time.clock(instant(copied.value.clearsAt));
      report(wentWell(text.frame.onClipboard(token.label, until), copiedCaveats(copied.value, text)));
    },
    [askCopy, report, words, text],
  );

  const check = async ({ token }: TokenView, confirmed = false): Promise<void> => {
    const checked = await askCheck({ tokens: [token.id], confirmed });
    if (!checked.ok) return report(wentWrong(checked.failure));
    const [view] = checked.value;
    if (view !== undefined) report(wentWell(text.frame.says(view.token.label, words.status(view, now))));
  };

  const checkAll = async (): Promise<void> => {
    const checked = await askCheck({});
    report(checked.ok ? wentWell(text.frame.checked(checked.value.length)) : wentWrong(checked.failure));
  };

  const snooze = async ({ token }: TokenView, length: Duration): Promise<void> => {
    const snoozed = await askSnooze({ token: token.id, forMs: length });
    if (!snoozed.ok) return report(wentWrong(snoozed.failure));
    const until = snoozed.value.token.snoozedUntil ?? later(now, length);
    report(wentWell(text.frame.leftAlone(token.label, words.time.exact(until))));
  };

  return { copy, check, checkAll, snooze, busy: { copy: copying, check: checking, snooze: snoozing } };
}
