import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { tokenList, useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';

interface ForgetTokenProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly onClose: () => void;
}

/** Says first what is lost and what is not: forgotten here, it still works at the issuer. */
export function ForgetToken({ view, provider, onClose }: ForgetTokenProps) {
  const { id, label, consumers } = view.token;
  const go = useGo();
  const report = useReport();
  const { text } = useSpoken();
  const { busy, ask } = useAsk('forget');
  const [failure, setFailure] = useState<Failure>();
  const forget = async (): Promise<void> => {
    const forgotten = await ask({ token: id });
    if (!forgotten.ok) return setFailure(forgotten.failure);
    go(tokenList);
    report(wentWell(text.acts.forgotten(label), text.acts.forgottenMeans(provider)));
  };
  return (
    <ActModal
      title={text.acts.forgetTitle(label)}
      act={text.acts.forgetHere}
      instead={text.acts.keepIt}
      danger
      ready
      busy={busy}
      failure={failure}
      onAct={() => void forget()}
      onClose={onClose}
    >
      <p>{text.acts.forgetMeans(provider)}</p>
      {consumers.length > 0 && <p>{text.acts.forgetUsed(consumers.join(', '))}</p>}
    </ActModal>
  );
}
