import { useState } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { targetWords } from '../../shared/target.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';

interface EndLeakProps {
  readonly view: TokenView;
  readonly root: string;
  readonly history: boolean;
  readonly onEnded: (report: LeakReport) => void;
  readonly onClose: () => void;
}

/** The one question before a leaked value is ended: what ends, and who uses it. */
export function EndLeak({ view: { token }, root, history, onEnded, onClose }: EndLeakProps) {
  const { acts, leak } = useSpoken().text;
  const { busy, ask } = useAsk('endLeak');
  const [failure, setFailure] = useState<Failure>();
  const users = [...token.consumers, ...(token.targets ?? []).map(targetWords)];
  const end = async (): Promise<void> => {
    const ended = await ask({ token: token.id, path: root, history, confirmed: true });
    if (!ended.ok) return setFailure(ended.failure);
    onClose();
    onEnded(ended.value);
  };
  return (
    <ActModal
      title={leak.title(token.label)}
      act={leak.act}
      danger
      ready
      busy={busy}
      failure={failure}
      onAct={() => void end()}
      onClose={onClose}
    >
      <p>{leak.means}</p>
      <p>{users.length === 0 ? acts.usedByNothing : acts.usedBy(users.join(', '))}</p>
      <p>{leak.after}</p>
    </ActModal>
  );
}
