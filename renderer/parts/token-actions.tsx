import { Button } from '@mantine/core';
import { IconCopy, IconLogin, IconPencil, IconRefresh, IconReplace, IconRotate2 } from '@tabler/icons-react';
import { useState } from 'react';
import { gravityOf } from '../../shared/order.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { isEnding, offered, type OfToken } from '../of-token.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { CheckToken } from './check-token.tsx';
import { IssuerPage } from './issuer-page.tsx';
import { RefreshNow } from './refresh-now.tsx';
import { RotateToken } from './rotate-token.tsx';
import { TokenMore } from './token-more.tsx';

/** What can be done; the one that helps now stands first and filled. */
export function TokenActions({ view, provider }: OfToken) {
  const go = useGo();
  const { text } = useSpoken();
  const { copy, busy } = useActs();
  const { id } = view.token;
  const asksPerson = view.status.kind === 'sign-in-needed';
  const dead = gravityOf(view.status) === 'dead';
  const replace = (
    <Button
      variant={dead ? 'filled' : 'default'}
      leftSection={<IconReplace size={16} />}
      onClick={() => go({ screen: 'replace', token: id })}
    >
      {text.token.replace}
    </Button>
  );
  return (
    <div className="tk-actions" role="group" aria-label={text.token.what}>
      {asksPerson && (
        <Button leftSection={<IconLogin size={16} />} onClick={() => go({ screen: 'sign-in-again', token: id })}>
          {text.token.signIn}
        </Button>
      )}
      {dead && replace}
      <Button
        variant={dead || asksPerson ? 'default' : 'filled'}
        leftSection={<IconCopy size={16} />}
        loading={busy.copy}
        onClick={() => void copy(view)}
      >
        {text.token.copy}
      </Button>
      <AtIssuer view={view} provider={provider} />
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => go({ screen: 'edit', token: id })}
      >
        {text.token.edit}
      </Button>
      {!dead && replace}
      <TokenMore view={view} provider={provider} />
    </div>
  );
}

const renewsItself = ({ renews }: TokenView): boolean => ['refresh', 'mint', 'extend'].includes(renews);

/** What its issuer is asked for. A rotation is asked about first. */
function AtIssuer({ view, provider }: OfToken) {
  const { text } = useSpoken();
  const { check, busy } = useActs();
  const [rotating, setRotating] = useState(false);
  const [costing, setCosting] = useState(false);
  const { name, effect } = provider ?? { name: view.token.provider, effect: undefined };
  const offers = offered(view, provider);
  const lives = !isEnding(view);
  return (
    <>
      {offers.check && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={busy.check}
          onClick={() => (effect === undefined ? void check(view) : setCosting(true))}
        >
          {text.token.check}
        </Button>
      )}
      {lives && renewsItself(view) && <RefreshNow view={view} />}
      {lives && offers.rotate && (
        <Button variant="default" leftSection={<IconRotate2 size={16} />} onClick={() => setRotating(true)}>
          {text.token.rotate}
        </Button>
      )}
      {costing && effect !== undefined && <CheckToken view={view} effect={effect} onClose={() => setCosting(false)} />}
      <IssuerPage view={view} provider={name} />
      {rotating && <RotateToken view={view} provider={name} onClose={() => setRotating(false)} />}
    </>
  );
}
