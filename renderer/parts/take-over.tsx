import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { TookOver } from '../../shared/commands/discover.ts';
import type { Failure } from '../../shared/failure.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';

interface TakeOverProps {
  readonly ids: readonly string[];
  readonly projects: readonly string[];
  readonly onTaken: (took: TookOver) => void;
  readonly onClose: () => void;
}

const PLAINLY = ['leave', 'remove'] as const;

/** Into the keychain, and out of the files only where that is said. */
export function TakeOver({ ids, projects, onTaken, onClose }: TakeOverProps) {
  const { machine } = useSpoken().text.find;
  const report = useReport();
  const { busy, ask } = useAsk('takeOver');
  const [plain, setPlain] = useState<(typeof PLAINLY)[number]>('leave');
  const [failure, setFailure] = useState<Failure>();
  const take = async (): Promise<void> => {
    const took = await ask({ ids: [...ids], projects: [...projects], plain });
    if (!took.ok) return setFailure(took.failure);
    const { kept, left } = took.value;
    onClose();
    onTaken(took.value);
    const reasons = left.map(({ file, reason }) => `${file} (${reason})`).join(', ');
    report(wentWell(machine.taken(kept.length), reasons === '' ? undefined : machine.left(reasons)));
  };
  return (
    <ActModal
      title={machine.takeTitle(ids.length)}
      act={machine.take(0)}
      danger={false}
      ready
      busy={busy}
      failure={failure}
      onAct={() => void take()}
      onClose={onClose}
    >
      <p>{machine.takeMeans}</p>
      <Radio.Group
        label={machine.plain}
        value={plain}
        onChange={(value) => setPlain(PLAINLY.find((each) => each === value) ?? 'leave')}
      >
        <div className="tk-modal">
          <Radio value="leave" label={machine.leave} />
          <Radio value="remove" label={machine.remove} description={machine.removeMeans} />
        </div>
      </Radio.Group>
    </ActModal>
  );
}
