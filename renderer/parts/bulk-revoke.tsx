import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useBulk } from '../use-bulk.ts';
import { ActModal } from './act-modal.tsx';
import { BulkProgress } from './bulk-progress.tsx';

interface BulkRevokeProps {
  readonly views: readonly TokenView[];
  readonly snapshot: Pick<Snapshot, 'providers'>;
  readonly onClose: () => void;
}

const MOST_NAMED = 8;

const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} … ${names.length}`;

/** Who stops working and which cannot be revoked from here, first; then the number of them must be typed. */
export function BulkRevoke({ views, snapshot, onClose }: BulkRevokeProps) {
  const { text } = useSpoken();
  const { ask } = useAsk('revoke');
  const [typed, setTyped] = useState('');
  const { done, busy, run, stop } = useBulk(({ token }) => ask({ token: token.id, confirmed: true }));
  const able = new Set(snapshot.providers.filter(({ revokes }) => revokes).map(({ id }) => id));
  const can = views.filter(({ token }) => able.has(token.provider));
  const cannot = views.filter(({ token }) => !able.has(token.provider));
  const consumers = [...new Set(can.flatMap(({ token }) => token.consumers))];
  return (
    <ActModal
      title={text.tokens.revokeTitle(can.length)}
      act={text.tokens.revoke}
      danger
      ready={can.length > 0 && typed.trim() === String(can.length)}
      busy={busy}
      failure={undefined}
      onAct={() => void run(can).then(onClose)}
      onClose={onClose}
    >
      <p>{text.tokens.revokeMeans}</p>
      <p>{consumers.length === 0 ? text.acts.usedByNothing : text.tokens.revokeUsed(named(consumers))}</p>
      {cannot.length > 0 && <p>{text.tokens.revokeNot(named(cannot.map(({ token }) => token.label)))}</p>}
      {can.length > 0 && (
        <TextInput
          label={text.tokens.revokeType(can.length)}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {done !== undefined && <BulkProgress done={done} of={can.length} onStop={stop} />}
    </ActModal>
  );
}
