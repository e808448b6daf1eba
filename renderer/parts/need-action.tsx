import { Button } from '@mantine/core';
import type { TokenView } from '../../shared/snapshot.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';

/** The one thing that helps a token now. */
export function NeedAction({ view }: { readonly view: TokenView }) {
  const go = useGo();
  const { text } = useSpoken();
  const { check, busy } = useActs();
  const { id, label } = view.token;
  if (view.status.kind === 'sign-in-needed') {
    return (
      <Button
        variant="default"
        aria-label={text.home.signInOf(label)}
        onClick={() => go({ screen: 'sign-in-again', token: id })}
      >
        {text.home.signIn}
      </Button>
    );
  }
  const waits = view.status.kind === 'blocked' || view.status.kind === 'revocation-pending';
  return waits ? (
    <Button
      variant="default"
      loading={busy.check}
      aria-label={text.home.checkOf(label)}
      onClick={() => void check(view)}
    >
      {text.home.check}
    </Button>
  ) : (
    <Button
      variant="default"
      aria-label={text.home.replaceOf(label)}
      onClick={() => go({ screen: 'replace', token: id })}
    >
      {text.home.replace}
    </Button>
  );
}
