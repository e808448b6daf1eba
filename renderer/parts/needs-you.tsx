import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import { noFilter, useFilter } from '../list-filter.ts';
import { tokenList, useGo } from '../place.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { IssuerMark } from './issuer-mark.tsx';
import { NeedAction } from './need-action.tsx';
import { StateMark } from './state-mark.tsx';

const MOST_SHOWN = 5;

/** What needs a person, worst first, one action each. */
export function NeedsYou({ needs, snapshot }: { readonly needs: readonly TokenView[]; readonly snapshot: Snapshot }) {
  const now = useNow();
  const go = useGo();
  const { setFilter } = useFilter();
  const { home } = useSpoken().text;
  const rest = needs.length - MOST_SHOWN;
  const showRest = (): void => {
    setFilter({ ...noFilter, state: ['dead', 'person', 'coming'] });
    go(tokenList);
  };
  return (
    <section aria-label={home.needYou(needs.length)} className="tk-needs">
      <ul>
        {needs.slice(0, MOST_SHOWN).map((view) => (
          <Need key={view.token.id} view={view} snapshot={snapshot} now={now} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className="tk-more" onClick={showRest}>
          {home.moreNeed(rest)}
        </button>
      )}
    </section>
  );
}

interface NeedProps {
  readonly view: TokenView;
  readonly snapshot: Snapshot;
  readonly now: Instant;
}

function Need({ view, snapshot, now }: NeedProps) {
  const go = useGo();
  const spoken = useSpoken();
  const { id, label, provider } = view.token;
  const name = snapshot.providers.find((known) => known.id === provider)?.name ?? provider;
  return (
    <li className="tk-need">
      <StateMark status={view.status} now={now} />
      <IssuerMark provider={provider} />
      <div className="tk-need-words">
        <button type="button" className="tk-link" onClick={() => go({ screen: 'token', token: id })}>
          {label}
        </button>
        <p className="tk-quiet">
          {why(view, now, spoken)} · {name}
        </p>
      </div>
      <NeedAction view={view} />
    </li>
  );
}

function why(view: TokenView, now: Instant, { words }: Spoken): string {
  const lack = view.token.warnings.find(({ code }) => code === 'value-missing');
  return lack === undefined ? words.status(view, now) : words.warning(lack);
}
