import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import { ago, exactTime } from '../../shared/words-time.ts';
import { blockCure, evidenceWords, statusWords, warningWords } from '../../shared/words.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

interface TokenStateProps {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
  readonly checking: boolean;
}

/** How a token stands, and how we know. */
export function TokenState({ view, provider, checking }: TokenStateProps) {
  const now = useNow();
  const { status, token } = view;
  const { lastGood, latest } = token.standing;
  const evidence = evidenceWords(view, now) || (provider?.checks === false ? 'Nobody can be asked about this kind; it is dated by you.' : '');
  return (
    <section className="tk-standing" aria-label="State">
      <p className="tk-standing-words">
        <StateMark status={status} now={now} />
        <strong>{statusWords(view, now)}</strong>
        {checking && <span className="tk-quiet">Checking</span>}
      </p>
      {evidence !== '' && (
        <p className="tk-quiet" title={latest === undefined ? undefined : exactTime(latest.evidence.at)}>
          {evidence}
        </p>
      )}
      {status.kind === 'unknown' && lastGood !== undefined && (
        <p className="tk-quiet">Nothing was learned against it. It was last good {ago(lastGood.at, now)}.</p>
      )}
      {status.kind === 'blocked' && <p>{blockCure[status.why]}</p>}
      {token.warnings.length > 0 && (
        <ul className="tk-warnings" aria-label="Warnings">
          {token.warnings.map((warning) => (
            <li key={warning.code}>{warningWords(warning)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
