import { Button } from '@mantine/core';
import { useState } from 'react';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

interface ClaimProps {
  /** Its id or its name. */
  readonly token: string;
  readonly label: string;
}

/** A restored token is used here and nowhere else, so that it is renewed here again. */
export function ClaimToken({ token, label }: ClaimProps) {
  const { claim: text } = useSpoken().text.backup;
  const report = useReport();
  const { busy, ask } = useAsk('claim');
  const [isDone, setDone] = useState(false);
  const claim = async (): Promise<void> => {
    const claimed = await ask({ token });
    setDone(claimed.ok);
    report(claimed.ok ? wentWell(text.done(label)) : wentWrong(claimed.failure));
  };
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      disabled={isDone}
      aria-label={`${text.act}: ${label}`}
      onClick={() => void claim()}
    >
      {text.act}
    </Button>
  );
}
