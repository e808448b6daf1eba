import type { Effect } from '../../shared/kind.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { ActModal } from './act-modal.tsx';

interface CheckTokenProps {
  readonly view: TokenView;
  readonly effect: Effect;
  readonly onClose: () => void;
}

/** A look that does something besides looking: what that is, before it is taken. */
export function CheckToken({ view, effect, onClose }: CheckTokenProps) {
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
