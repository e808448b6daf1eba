import { useState } from 'react';
import type { RotationPreview } from '../../shared/commands/acts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { instant } from '../../shared/time.ts';
import { exactTime } from '../../shared/words-time.ts';
import { useReport, wentWell } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { failureIn, usePreview } from '../use-preview.ts';
import { ActModal } from './act-modal.tsx';

interface RotateTokenProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly onClose: () => void;
}

const DIES: Readonly<Record<RotationPreview['oldDies'], string>> = {
  'at-once': 'The old value stops working in the same moment, and it cannot be undone.',
  'when-proven': 'The old value works until the new one is proven and in place.',
  'by-itself': 'The old value ends by itself some time after.',
};

export function RotateToken({ view, provider, onClose }: RotateTokenProps) {
  const { id, label } = view.token;
  const preview = usePreview('rotation', id);
  const report = useReport();
  const { busy, ask } = useAsk('rotate');
  const [failure, setFailure] = useState<Failure>();
  const rotate = async (): Promise<void> => {
    const rotated = await ask({ token: id, confirmed: true });
    if (!rotated.ok) return setFailure(rotated.failure);
    onClose();
    report(wentWell(`${label} has a new value, proven at ${provider}.`));
  };
  return (
    <ActModal
      title={`Rotate ${label}?`}
      act="Rotate"
      danger={false}
      ready={preview?.ok === true}
      busy={busy}
      failure={failure ?? failureIn(preview)}
      onAct={() => void rotate()}
      onClose={onClose}
    >
      <p>A new value is made, kept and proven, and takes the place of the old one.</p>
      {preview?.ok === true && <WhatHappens planned={preview.value} />}
    </ActModal>
  );
}

function WhatHappens({ planned: { oldDies, consumers, targets, next } }: { readonly planned: RotationPreview }) {
  return (
    <>
      <p>{DIES[oldDies]}</p>
      <p>{consumers.length === 0 ? 'Nothing is recorded that uses it.' : `Used by ${consumers.join(', ')}.`}</p>
      {targets.length > 0 && <p>Then written to {targets.join(', ')}.</p>}
      {next.length > 0 && <p>By its schedule next at {next.map((at) => exactTime(instant(at))).join(', ')}.</p>}
    </>
  );
}
