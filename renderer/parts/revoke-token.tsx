import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RevocationPreview } from '../../shared/commands/acts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { useReport, wentWell } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { failureIn, usePreview } from '../use-preview.ts';
import { ActModal } from './act-modal.tsx';

interface RevokeTokenProps {
  readonly view: TokenView;
  readonly provider: string;
  readonly onClose: () => void;
}

/** What dies and who uses it, first; where something is known to use it, its name must be typed. */
export function RevokeToken({ view, provider, onClose }: RevokeTokenProps) {
  const { id, label } = view.token;
  const preview = usePreview('revocation', id);
  const { busy, failure, revoke } = useRevoke({ view, provider, onClose });
  const [typed, setTyped] = useState('');
  const planned = preview?.ok === true ? preview.value : undefined;
  return (
    <ActModal
      title={`Revoke ${label}?`}
      act="Revoke"
      danger
      ready={planned?.possible === true && (planned.consumers.length === 0 || typed.trim() === label)}
      busy={busy}
      failure={failure ?? failureIn(preview)}
      onAct={() => void revoke()}
      onClose={onClose}
    >
      <p>It stops working at {provider} for everybody, at once, and cannot be brought back.</p>
      {planned !== undefined && <WhatEnds planned={planned} />}
      {planned !== undefined && planned.consumers.length > 0 && (
        <TextInput
          label={`Type ${label} to revoke it`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </ActModal>
  );
}

function useRevoke({ view, provider, onClose }: RevokeTokenProps) {
  const { id, label } = view.token;
  const report = useReport();
  const { busy, ask } = useAsk('revoke');
  const [failure, setFailure] = useState<Failure>();
  const revoke = async (): Promise<void> => {
    const revoked = await ask({ token: id, confirmed: true });
    if (!revoked.ok) return setFailure(revoked.failure);
    onClose();
    if (revoked.value.status.kind === 'revoked') {
      return report(wentWell(`${label} is revoked: ${provider} no longer takes it.`));
    }
    const next = `Whether ${provider} still takes it is looked at until it is dead.`;
    report(wentWell(`${label} is no longer used here.`, next));
  };
  return { busy, failure, revoke };
}

function WhatEnds({ planned: { blast, consumers, possible, link } }: { readonly planned: RevocationPreview }) {
  return (
    <>
      {blast !== undefined && <p>With it may end {blast}.</p>}
      <p>{consumers.length === 0 ? 'Nothing is recorded that uses it.' : `Used by ${consumers.join(', ')}.`}</p>
      {!possible && <p>It cannot be done from here{link === undefined ? '' : `; do it at ${link}`}.</p>}
    </>
  );
}
