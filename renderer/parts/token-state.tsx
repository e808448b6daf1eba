import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import type { TokenWarning } from '../../shared/token.ts';
import { exactTime } from '../../shared/words-time.ts';
import { cureWords, evidenceWords, statusWords, warningWords } from '../../shared/words.ts';
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
  const { status } = view;
  return (
    <section className="tk-standing" aria-label="State">
      <p className="tk-standing-words">
        <StateMark status={status} now={now} />
        <strong>{statusWords(view, now)}</strong>
        {checking && <span className="tk-quiet">Checking</span>}
      </p>
      <Evidence view={view} provider={provider} />
      {status.kind === 'blocked' && <p>{cureWords(status.why)}</p>}
      <Warnings warnings={view.token.warnings} />
    </section>
  );
}

function Evidence({ view, provider }: Pick<TokenStateProps, 'view' | 'provider'>) {
  const now = useNow();
  const { latest } = view.token.standing;
  if (latest === undefined) {
    return provider?.checks === false ? (
      <p className="tk-quiet">Nobody can be asked about this kind; it is dated by you.</p>
    ) : null;
  }
  return (
    <>
      <p className="tk-quiet" title={exactTime(latest.evidence.at)}>
        {evidenceWords(view, now)}
      </p>
      {view.status.kind === 'unknown' && <p className="tk-quiet">Nothing was learned against it.</p>}
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly TokenWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="tk-warnings" aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={warning.code}>{warningWords(warning)}</li>
      ))}
    </ul>
  );
}
