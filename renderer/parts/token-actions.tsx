import { Button } from '@mantine/core';
import { IconCopy, IconLogin, IconPencil, IconReplace, IconRotate2 } from '@tabler/icons-react';
import { useState } from 'react';
import { gravityOf } from '../../shared/order.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { isEnding, offered, type OfToken } from '../of-token.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { CheckNow } from './check-now.tsx';
import { IssuerPage } from './issuer-page.tsx';
import { RefreshNow } from './refresh-now.tsx';
import { RotateToken } from './rotate-token.tsx';
import { TokenMore } from './token-more.tsx';

/** What helps this token now: it stands first and filled. */
function helpFor({ status, link }: TokenView): 'sign-in' | 'replace' | 'page' | 'copy' {
  if (status.kind === 'sign-in-needed') return 'sign-in';
  if (gravityOf(status) === 'dead') return 'replace';
  return status.kind === 'blocked' && link !== undefined ? 'page' : 'copy';
}

/** What can be done; the one that helps now stands first and filled. */
export function TokenActions({ view, provider }: OfToken) {
  const go = useGo();
  const { text } = useSpoken();
  const { copy, busy } = useActs();
  const { id } = view.token;
  const help = helpFor(view);
  const page = <IssuerPage view={view} provider={provider?.name ?? view.token.provider} helps={help === 'page'} />;
  const replace = (
    <Button
      variant={help === 'replace' ? 'filled' : 'default'}
      leftSection={<IconReplace size={16} />}
      onClick={() => go({ screen: 'replace', token: id })}
    >
      {text.token.replace}
    </Button>
  );
  return (
    <div className="tk-actions" role="group" aria-label={text.token.what}>
      {help === 'sign-in' && (
        <Button leftSection={<IconLogin size={16} />} onClick={() => go({ screen: 'sign-in-again', token: id })}>
          {text.token.signIn}
        </Button>
      )}
      {help === 'replace' && replace}
      {help === 'page' && page}
      <Button
        variant={help === 'copy' ? 'filled' : 'default'}
        leftSection={<IconCopy size={16} />}
        loading={busy.copy}
        onClick={() => void copy(view)}
      >
        {text.token.copy}
      </Button>
      <AtIssuer view={view} provider={provider} />
      {help !== 'page' && page}
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => go({ screen: 'edit', token: id })}
      >
        {text.token.edit}
      </Button>
      {help !== 'replace' && replace}
      <TokenMore view={view} provider={provider} />
    </div>
  );
}

const renewsItself = ({ renews }: TokenView): boolean => ['refresh', 'mint', 'extend'].includes(renews);

/** What its issuer is asked for. A rotation is asked about first. */
function AtIssuer({ view, provider }: OfToken) {
  const { text } = useSpoken();
  const [rotating, setRotating] = useState(false);
  const offers = offered(view, provider);
  const lives = !isEnding(view);
  return (
    <>
      {offers.check && <CheckNow view={view} effect={provider?.effect} />}
      {lives && renewsItself(view) && <RefreshNow view={view} />}
      {lives && offers.rotate && (
        <Button variant="default" leftSection={<IconRotate2 size={16} />} onClick={() => setRotating(true)}>
          {text.token.rotate}
        </Button>
      )}
      {rotating && (
        <RotateToken view={view} provider={provider?.name ?? view.token.provider} onClose={() => setRotating(false)} />
      )}
    </>
  );
}
