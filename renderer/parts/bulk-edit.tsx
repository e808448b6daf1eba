import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { settingForms } from '../../shared/setting-forms.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useBulk } from '../use-bulk.ts';
import { ActModal } from './act-modal.tsx';
import { BulkProgress } from './bulk-progress.tsx';

interface BulkEditProps {
  readonly fact: 'owner' | 'leads';
  readonly views: readonly TokenView[];
  readonly onClose: () => void;
}

/** The same owner, or the same lead times, for all that are chosen. */
export function BulkEdit({ fact, views, onClose }: BulkEditProps) {
  const { text } = useSpoken();
  const { ask } = useAsk('edit');
  const [written, setWritten] = useState('');
  const value = fact === 'leads' && written.trim() === '' ? 'default' : written.trim();
  const { done, busy, run, stop } = useBulk(({ token }) => ask({ token: token.id, [fact]: value }));
  const isOwner = fact === 'owner';
  return (
    <ActModal
      title={isOwner ? text.tokens.ownerTitle(views.length) : text.tokens.leadsTitle(views.length)}
      act={text.tokens.apply}
      danger={false}
      ready
      busy={busy}
      failure={undefined}
      onAct={() => void run(views).then(onClose)}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={isOwner ? text.tokens.ownerField : text.tokens.leadsField}
        description={isOwner ? text.tokens.ownerHint : text.tokens.leadsHint(settingForms.leads.need)}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      {done !== undefined && <BulkProgress done={done} of={views.length} onStop={stop} />}
    </ActModal>
  );
}
