import { Button } from '@mantine/core';
import { IconCircleOff, IconRefreshDot, IconRotate2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import { statusWords } from '../../shared/words.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { RevokeToken } from './revoke-token.tsx';
import { RotateToken } from './rotate-token.tsx';

interface UpkeepProps {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
}

/** What can be done to it at its issuer. Each that cannot be taken back is asked about first. */
export function TokenUpkeep({ view, provider }: UpkeepProps) {
  const [open, setOpen] = useState<'rotate' | 'revoke'>();
  const close = (): void => setOpen(undefined);
  const { name, rotates, revokes } = provider ?? { name: view.token.provider, rotates: false, revokes: false };
  if (isEnding(view)) return null;
  return (
    <div className="tk-actions" role="group" aria-label={`At ${name}`}>
      {renewsItself(view) && <RefreshNow view={view} />}
      {rotates && (
        <Button variant="default" leftSection={<IconRotate2 size={16} />} onClick={() => setOpen('rotate')}>
          Rotate…
        </Button>
      )}
      {revokes && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconCircleOff size={16} />}
          onClick={() => setOpen('revoke')}
        >
          Revoke…
        </Button>
      )}
      {open === 'rotate' && <RotateToken view={view} provider={name} onClose={close} />}
      {open === 'revoke' && <RevokeToken view={view} provider={name} onClose={close} />}
    </div>
  );
}

const isEnding = ({ token, status }: TokenView): boolean => token.ending !== undefined || status.kind === 'revoked';

const renewsItself = ({ renews }: TokenView): boolean => ['refresh', 'mint', 'extend'].includes(renews);

function RefreshNow({ view }: Pick<UpkeepProps, 'view'>) {
  const now = useNow();
  const report = useReport();
  const { busy, ask } = useAsk('refresh');
  const refresh = async (): Promise<void> => {
    const refreshed = await ask({ token: view.token.id });
    report(
      refreshed.ok
        ? wentWell(`${view.token.label}: ${statusWords(refreshed.value, now)}.`)
        : wentWrong(refreshed.failure),
    );
  };
  return (
    <Button variant="default" leftSection={<IconRefreshDot size={16} />} loading={busy} onClick={() => void refresh()}>
      Refresh now
    </Button>
  );
}
