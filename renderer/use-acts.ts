import { useCallback } from 'react';
import type { Copied } from '../shared/commands/keeping.ts';
import type { TokenView } from '../shared/snapshot.ts';
import { later, type Duration } from '../shared/time.ts';
import { exactTime } from '../shared/words-time.ts';
import { statusWords } from '../shared/words.ts';
import { useReport, wentWell, wentWrong } from './report.ts';
import { useAsk } from './use-ask.ts';
import { useNow } from './use-now.tsx';

const clockForm = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "14:20:31", for what ends within the hour. */
export const clockWords = (at: number): string => clockForm.format(at);

function copiedCaveats({ hidden, provable }: Copied): string {
  const histories = hidden
    ? 'Clipboard histories are told not to keep it.'
    : 'A clipboard history may keep it: this desktop cannot ask it not to.';
  return provable ? histories : `${histories} That it was cleared cannot be proved here.`;
}

/** What can be done to a token without leaving the screen; each says in the strip what came of it. */
export function useActs() {
  const now = useNow();
  const report = useReport();
  const { ask: askCopy, busy: copying } = useAsk('copy');
  const { ask: askCheck, busy: checking } = useAsk('check');
  const { ask: askSnooze, busy: snoozing } = useAsk('snooze');

  const copy = useCallback(
    async ({ token }: TokenView): Promise<void> => {
      const copied = await askCopy({ token: token.id });
      if (!copied.ok) return report(wentWrong(copied.failure));
      report(
        wentWell(
          `${token.label} is on the clipboard until ${clockWords(copied.value.clearsAt)}.`,
          copiedCaveats(copied.value),
        ),
      );
    },
    [askCopy, report],
  );

  const check = async ({ token }: TokenView): Promise<void> => {
    const checked = await askCheck({ tokens: [token.id] });
    if (!checked.ok) return report(wentWrong(checked.failure));
    const [view] = checked.value;
    if (view !== undefined) report(wentWell(`${view.token.label}: ${statusWords(view, now)}.`));
  };

  const checkAll = async (): Promise<void> => {
    const checked = await askCheck({});
    if (!checked.ok) return report(wentWrong(checked.failure));
    const count = checked.value.length;
    report(wentWell(`Checked ${count === 1 ? '1 token' : `${count} tokens`}.`));
  };

  const snooze = async ({ token }: TokenView, length: Duration): Promise<void> => {
    const snoozed = await askSnooze({ token: token.id, forMs: length });
    if (!snoozed.ok) return report(wentWrong(snoozed.failure));
    report(
      wentWell(
        `${token.label} is left alone until ${exactTime(snoozed.value.token.snoozedUntil ?? later(now, length))}.`,
      ),
    );
  };

  return { copy, check, checkAll, snooze, busy: { copy: copying, check: checking, snooze: snoozing } };
}
