import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Effect } from '../../shared/kind.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { ActModal } from './act-modal.tsx';

interface CheckNowProps {
  readonly view: TokenView;
  /** What a look does besides looking. */
  readonly effect: Effect | undefined;
}

export function CheckNow({ view, effect }: CheckNowProps) {
  const { text } = useSpoken();
  const { check, busy } = useActs();
  const [costing, setCosting] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={busy.check}
        onClick={() => (effect === undefined ? void check(view) : setCosting(true))}
      >
        {text.token.check}
      </Button>
      {costing && effect !== undefined && <CostlyCheck view={view} effect={effect} onClose={() => setCosting(false)} />}
    </>
  );
}

interface CostlyCheckProps {
  readonly view: TokenView;
  readonly effect: Effect;
  readonly onClose: () => void;
}

/** What the look does is said before it is taken. */
function CostlyCheck({ view, effect, onClose }: CostlyCheckProps) {
  const { words, text } = useSpoken();
  const { check, busy } = useActs();
  const { label } = view.token;
  const look = async (): Promise<void> => {
    await check(view, true);
    onClose();
  };
  return (
    <ActModal
      title={text.token.checkTitle(label)}
      act={text.token.check}
      danger={false}
      ready
      busy={busy.check}
      failure={undefined}
      onAct={() => void look()}
      onClose={onClose}
    >
      <p>{words.failure({ code: 'check-costs', name: label, effect }).happened}</p>
    </ActModal>
  );
}
