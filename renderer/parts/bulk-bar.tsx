import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { BulkRevoke } from './bulk-revoke.tsx';

interface BulkBarProps {
  readonly views: readonly TokenView[];
  readonly snapshot: Snapshot;
  readonly onClear: () => void;
}

/** What can be done to all that are chosen. */
export function BulkBar({ views, snapshot, onClear }: BulkBarProps) {
  const { text } = useSpoken();
  const report = useReport();
  const { ask, busy } = useAsk('check');
  const [open, setOpen] = useState<'owner' | 'leads' | 'revoke'>();
  const close = (): void => setOpen(undefined);
  const check = async (): Promise<void> => {
    const checked = await ask({ tokens: views.map(({ token }) => token.id) });
    report(checked.ok ? wentWell(text.frame.checked(checked.value.length)) : wentWrong(checked.failure));
  };
  return (
    <div className="tk-bulk" role="group" aria-label={text.tokens.bulk}>
      <CloseButton size="sm" aria-label={text.tokens.clearSelection} onClick={onClear} />
      <strong className="tk-figures" role="status">
        {text.tokens.selected(views.length)}
      </strong>
      <Button size="xs" variant="default" loading={busy} onClick={() => void check()}>
        {text.tokens.bulkCheck}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen('owner')}>
        {text.tokens.bulkOwner}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen('leads')}>
        {text.tokens.bulkLeads}
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => setOpen('revoke')}>
        {text.tokens.bulkRevoke}
      </Button>
      {(open === 'owner' || open === 'leads') && <BulkEdit fact={open} views={views} onClose={close} />}
      {open === 'revoke' && <BulkRevoke views={views} snapshot={snapshot} onClose={close} />}
    </div>
  );
}
