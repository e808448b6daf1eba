import { Button } from '@mantine/core';
import type { Lease } from '../../shared/lease.ts';
import { useGo } from '../place.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { When } from './when.tsx';

/** One borrowing: who has what, how much of it, and until when. */
export function LeaseItem({ lease }: { readonly lease: Lease }) {
  const now = useNow();
  const go = useGo();
  const report = useReport();
  const { words, text } = useSpoken();
  const { ask, busy } = useAsk('endLease');
  const { id, token, label, borrower, how, scopes, endsAt, ending } = lease;
  const { tool, program, folder } = borrower;
  const end = async (): Promise<void> => {
    const ended = await ask({ id });
    if (!ended.ok) return report(wentWrong(ended.failure));
    report(wentWell(text.lending.ended(tool, label), how === 'whole' ? text.lending.kept(tool) : undefined));
  };
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        <p>
          <strong>{tool}</strong>{' '}
          <button type="button" className="tk-link tk-link-plain" onClick={() => go({ screen: 'token', token })}>
            {label}
          </button>
          , {text.lending.hows[how]}
        </p>
        <p className="tk-quiet tk-small">
          {ending === undefined ? (
            <When at={endsAt}>{text.lending.ends(words.time.left(endsAt, now))}</When>
          ) : (
            text.lending.ending
          )}
          {' · '}
          {text.lending.from(program, folder)}
          {scopes.length > 0 && ` · ${text.lending.scopes(scopes.join(', '))}`}
        </p>
      </div>
      {ending === undefined && (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={text.lending.endOf(tool, label)}
          onClick={() => void end()}
        >
          {text.lending.endNow}
        </Button>
      )}
    </li>
  );
}
