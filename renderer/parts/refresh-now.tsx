import { Button } from '@mantine/core';
import { IconRefreshDot } from '@tabler/icons-react';
import type { TokenView } from '../../shared/snapshot.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';

export function RefreshNow({ view }: { readonly view: TokenView }) {
  const now = useNow();
  const report = useReport();
  const { words, text } = useSpoken();
  const { busy, ask } = useAsk('refresh');
  const refresh = async (): Promise<void> => {
    const refreshed = await ask({ token: view.token.id });
    report(
      refreshed.ok
        ? wentWell(text.frame.says(view.token.label, words.status(refreshed.value, now)))
        : wentWrong(refreshed.failure),
    );
  };
  return (
    <Button variant="default" leftSection={<IconRefreshDot size={16} />} loading={busy} onClick={() => void refresh()}>
      {text.token.refresh}
    </Button>
  );
}
