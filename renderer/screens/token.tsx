import { Button, Menu } from '@mantine/core';
import { IconBellZ, IconCopy, IconLogin, IconPencil, IconRefresh, IconReplace, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { gravityOf } from '../../shared/order.ts';
import type { ProviderView, Snapshot, TokenView } from '../../shared/snapshot.ts';
import { days } from '../../shared/time.ts';
import { ForgetToken } from '../parts/forget-token.tsx';
import { Page } from '../parts/page.tsx';
import { TokenFacts } from '../parts/token-facts.tsx';
import { TokenState } from '../parts/token-state.tsx';
import { TokenUpkeep } from '../parts/token-upkeep.tsx';
import { behind, useGo } from '../place.ts';
import { useActs } from '../use-acts.ts';

interface TokenProps {
  readonly view: TokenView;
  readonly snapshot: Snapshot;
}

/** All that is known of one token, and what can be done with it. Its value is never shown. */
export function TokenScreen({ view, snapshot }: TokenProps) {
  const provider = snapshot.providers.find(({ id }) => id === view.token.provider);
  return (
    <Page title={view.token.label} back={behind({ screen: 'token', token: view.token.id })}>
      <div className="tk-token">
        <TokenState view={view} provider={provider} checking={snapshot.checking.includes(view.token.id)} />
        <TokenActions view={view} provider={provider} />
        <TokenUpkeep view={view} provider={provider} />
        <TokenFacts view={view} provider={provider} settings={snapshot.settings} />
      </div>
    </Page>
  );
}

function TokenActions({ view, provider }: { readonly view: TokenView; readonly provider: ProviderView | undefined }) {
  const go = useGo();
  const { copy, check, busy } = useActs();
  const [forgetting, setForgetting] = useState(false);
  const { id } = view.token;
  const dead = gravityOf(view.status) === 'dead';
  return (
    <div className="tk-actions" role="group" aria-label="What can be done">
      {view.status.kind === 'sign-in-needed' && (
        <Button leftSection={<IconLogin size={16} />} onClick={() => go({ screen: 'sign-in-again', token: id })}>
          Sign in again
        </Button>
      )}
      <Button
        variant={dead ? 'filled' : 'default'}
        leftSection={<IconReplace size={16} />}
        onClick={() => go({ screen: 'replace', token: id })}
      >
        Replace
      </Button>
      <Button
        variant={dead ? 'default' : 'filled'}
        leftSection={<IconCopy size={16} />}
        loading={busy.copy}
        onClick={() => void copy(view)}
      >
        Copy
      </Button>
      {provider?.checks !== false && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={busy.check}
          onClick={() => void check(view)}
        >
          Check now
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => go({ screen: 'edit', token: id })}
      >
        Edit
      </Button>
      {view.token.expiry.kind === 'at' && !dead && <Snooze view={view} />}
      <Button variant="subtle" color="red" leftSection={<IconTrash size={16} />} onClick={() => setForgetting(true)}>
        Forget
      </Button>
      <ForgetToken
        view={view}
        provider={provider?.name ?? view.token.provider}
        open={forgetting}
        onClose={() => setForgetting(false)}
      />
    </div>
  );
}

const SNOOZES = [
  { words: 'For 1 day', length: days(1) },
  { words: 'For 3 days', length: days(3) },
  { words: 'For 1 week', length: days(7) },
] as const;

function Snooze({ view }: { readonly view: TokenView }) {
  const { snooze, busy } = useActs();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconBellZ size={16} />} loading={busy.snooze}>
          Snooze
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SNOOZES.map(({ words, length }) => (
          <Menu.Item key={words} onClick={() => void snooze(view, length)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
