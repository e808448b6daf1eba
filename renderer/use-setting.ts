import { useState } from 'react';
import type { SettingKey } from '../shared/settings.ts';
import { useReport, wentWell } from './report.ts';
import { useSpoken } from './speaking.ts';
import { useAsk } from './use-ask.ts';

/** Changes one setting; what main found wrong with it stands beside the field. */
export function useSetting(key: SettingKey, label: string) {
  const report = useReport();
  const { words, text } = useSpoken();
  const { busy, ask } = useAsk('set');
  const [wrong, setWrong] = useState<string>();
  const set = async (value: string): Promise<void> => {
    const answer = await ask({ key, value });
    if (answer.ok) {
      setWrong(undefined);
      return report(wentWell(text.settings.saved(label, answer.value.value)));
    }
    const { happened, todo } = words.failure(answer.failure);
    setWrong(todo === undefined ? happened : `${happened} ${todo}`);
  };
  return { busy, wrong, set };
}
