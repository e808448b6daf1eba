import { useState } from 'react';
import type { RotationPreview } from '../../shared/commands/acts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { instant } from '../../shared/time.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { failureIn, usePreview } from '../use-preview.ts';
import { ActModal } from './act-modal.tsx';

interface RotateTokenProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly onClose: () => void;
}

export function RotateToken({ view, provider, onClose }: RotateTokenProps) {
  const { id, label } = view.token;
  const { text } = useSpoken();
  const preview = usePreview('rotation', id);
  const report = useReport();
  const { busy, ask } = useAsk('rotate');
  const [failure, setFailure] = useState<Failure>();
  const rotate = async (): Promise<void> => {
    const rotated = await ask({ token: id, confirmed: true });
    if (!rotated.ok) return setFailure(rotated.failure);
    onClose();
    report(wentWell(text.acts.rotated(label, provider)));
  };
  return (
    <ActModal
      title={text.acts.rotateTitle(label)}
      act={text.acts.rotate}
      danger={false}
      ready={preview?.ok === true}
      busy={busy}
      failure={failure ?? failureIn(preview)}
      onAct={() => void rotate()}
      onClose={onClose}
    >
      <p>{text.acts.rotateMeans}</p>
      {preview?.ok === true && <WhatHappens planned={preview.value} />}
    </ActModal>
  );
}

function WhatHappens({ planned }: { readonly planned: RotationPreview }) {
  const { words, text } = useSpoken();
  const { oldDies, undoable, consumers, targets, next } = planned;
  return (
    <>
      <p>
        {text.acts.oldDies[oldDies]} {undoable && text.acts.undoable}
      </p>
      <p>{consumers.length === 0 ? text.acts.usedByNothing : text.acts.usedBy(consumers.join(', '))}</p>
      {targets.length > 0 && <p>{text.acts.writtenTo(targets.join(', '))}</p>}
      {next.length > 0 && <p>{text.acts.nextRuns(next.map((at) => words.time.exact(instant(at))).join(', '))}</p>}
    </>
  );
}
