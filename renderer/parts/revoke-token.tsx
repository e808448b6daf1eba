import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RevocationPreview } from '../../shared/commands/acts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
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
  const { text } = useSpoken();
  const preview = usePreview('revocation', id);
  const { busy, failure, revoke } = useRevoke({ view, provider, onClose });
  const [typed, setTyped] = useState('');
  const planned = preview?.ok === true ? preview.value : undefined;
  return (
    <ActModal
      title={text.acts.revokeTitle(label)}
      act={text.acts.revoke}
      danger
      ready={planned?.possible === true && (planned.consumers.length === 0 || typed.trim() === label)}
      busy={busy}
      failure={failure ?? failureIn(preview)}
      onAct={() => void revoke()}
      onClose={onClose}
    >
      <p>{text.acts.revokeMeans(provider)}</p>
      {planned !== undefined && <WhatEnds planned={planned} />}
      {planned !== undefined && planned.consumers.length > 0 && (
        <TextInput
          label={text.acts.revokeType(label)}
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
  const { text } = useSpoken();
  const { busy, ask } = useAsk('revoke');
  const [failure, setFailure] = useState<Failure>();
  const revoke = async (): Promise<void> => {
    const revoked = await ask({ token: id, confirmed: true });
    if (!revoked.ok) return setFailure(revoked.failure);
    onClose();
    const isDead = revoked.value.status.kind === 'revoked';
    report(
      isDead
        ? wentWell(text.acts.revoked(label, provider))
        : wentWell(text.acts.revoking(label), text.acts.revokingMeans(provider)),
    );
  };
  return { busy, failure, revoke };
}

function WhatEnds({ planned: { blast, consumers, possible, link } }: { readonly planned: RevocationPreview }) {
  const { acts } = useSpoken().text;
  return (
    <>
      {blast !== undefined && <p>{acts.blast(blast)}</p>}
      <p>{consumers.length === 0 ? acts.usedByNothing : acts.usedBy(consumers.join(', '))}</p>
      {!possible && <p>{link === undefined ? acts.notFromHere : acts.notFromHereAt(link)}</p>}
    </>
  );
}
