import { Button } from '@mantine/core';
import type { GrantView } from '../../shared/lease.ts';
import { useGo } from '../place.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import type { Instant } from '../../shared/time.ts';

/** A person's standing word on one tool and one token. */
export function GrantItem({ grant }: { readonly grant: GrantView }) {
  const now = useNow();
  const go = useGo();
  const report = useReport();
  const spoken = useSpoken();
  const { ask, busy } = useAsk('endGrant');
  const { id, token, tool, label, allows } = grant;
  const { lending } = spoken.text;
  const end = async (): Promise<void> => {
    const ended = await ask({ id });
    report(ended.ok ? wentWell(lending.taken(tool, label)) : wentWrong(ended.failure));
  };
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        <p>
          <strong>{tool}</strong> {allows ? lending.may : lending.never}:{' '}
          <button type="button" className="tk-link tk-link-plain" onClick={() => go({ screen: 'token', token })}>
            {label}
          </button>
        </p>
        <p className="tk-quiet tk-small">{limits(grant, now, spoken)}</p>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={busy}
        aria-label={lending.revokeGrantOf(tool, label)}
        onClick={() => void end()}
      >
        {lending.revokeGrant}
      </Button>
    </li>
  );
}

function limits({ scopes, longest, until, once }: GrantView, now: Instant, { words: { time }, text }: Spoken): string {
  const { lending } = text;
  return [
    ...(once === true ? [lending.once] : []),
    ...(scopes === undefined || scopes.length === 0 ? [] : [lending.scopes(scopes.join(', '))]),
    ...(longest === undefined ? [] : [lending.longest(time.length(longest))]),
    until === undefined ? lending.forGood : lending.until(time.left(until, now)),
  ].join(' · ');
}
