import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import type { TokenWarning } from '../../shared/token.ts';
import { offered } from '../of-token.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { ClaimToken } from './claim-token.tsx';
import { StateMark } from './state-mark.tsx';

interface TokenStateProps {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
  readonly checking: boolean;
}

/** How a token stands, and how we know. */
export function TokenState({ view, provider, checking }: TokenStateProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { status } = view;
  const remedy = words.remedy(status, provider?.name ?? view.token.provider);
  return (
    <section className="tk-standing" aria-label={text.token.state}>
      <p className="tk-standing-words">
        <StateMark status={status} now={now} />
        <strong>{words.status(view, now)}</strong>
        {checking && <span className="tk-quiet">{text.frame.checking}</span>}
      </p>
      <Evidence view={view} provider={provider} />
      {remedy !== undefined && <p>{remedy}</p>}
      <Warnings warnings={view.token.warnings} />
      {view.token.elsewhere !== undefined && <ClaimToken token={view.token.id} label={view.token.label} />}
    </section>
  );
}

function Evidence({ view, provider }: Pick<TokenStateProps, 'view' | 'provider'>) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { latest } = view.token.standing;
  const ends =
    view.token.expiry.kind === 'at' ? ` ${text.token.terms.expires}: ${words.expiry(view.token.expiry, now)}.` : '';
  if (latest === undefined) {
    const why = offered(view, provider).check ? text.token.neverAsked : text.token.undated;
    return <p className="tk-quiet">{`${why}${ends}`}</p>;
  }
  return (
    <>
      <p className="tk-quiet" title={words.time.exact(latest.evidence.at)}>
        {`${words.evidence(view, now)}${ends}`}
      </p>
      {view.status.kind === 'unknown' && <p className="tk-quiet">{text.token.nothingAgainst}</p>}
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly TokenWarning[] }) {
  const { words, text } = useSpoken();
  if (warnings.length === 0) return null;
  return (
    <ul className="tk-warnings" aria-label={text.token.warnings}>
      {warnings.map((warning) => (
        <li key={warning.code}>{words.warning(warning)}</li>
      ))}
    </ul>
  );
}
