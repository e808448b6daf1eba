import { Button } from '@mantine/core';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import { statusWords, warningWords } from '../../shared/words.ts';
import { needPerson, quietWords } from '../attention.ts';
import { useGo } from '../place.ts';
import { useActs } from '../use-acts.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

const MOST_SHOWN = 4;

/** What needs a person, worst first, one action each; or one line that says that nothing does, and until when. */
export function NeedsYou({ snapshot }: { readonly snapshot: Snapshot }) {
  const now = useNow();
  const needs = needPerson(snapshot.tokens, now);
  if (snapshot.tokens.length === 0) return null;
  if (needs.length === 0) return <p className="tk-calm">{quietWords(snapshot, now)}</p>;
  const rest = needs.length - MOST_SHOWN;
  return (
    <section aria-labelledby="needs-you" className="tk-needs">
      <h2 id="needs-you">{needs.length === 1 ? '1 token needs you' : `${needs.length} tokens need you`}</h2>
      <ul>
        {needs.slice(0, MOST_SHOWN).map((view) => (
          <Need key={view.token.id} view={view} snapshot={snapshot} now={now} />
        ))}
      </ul>
      {rest > 0 && <p className="tk-quiet">{rest === 1 ? '1 more' : `${rest} more`} at the top of the list below.</p>}
    </section>
  );
}

function Need({
  view,
  snapshot,
  now,
}: {
  readonly view: TokenView;
  readonly snapshot: Snapshot;
  readonly now: Instant;
}) {
  const go = useGo();
  const { id, label, provider } = view.token;
  const name = snapshot.providers.find((known) => known.id === provider)?.name ?? provider;
  return (
    <li className="tk-need">
      <StateMark status={view.status} now={now} />
      <div className="tk-need-words">
        <button type="button" className="tk-link" onClick={() => go({ screen: 'token', token: id })}>
          {label}
        </button>
        <p className="tk-quiet">
          {why(view, now)} · {name}
        </p>
      </div>
      <NeedAction view={view} />
    </li>
  );
}

function why(view: TokenView, now: Instant): string {
  const lack = view.token.warnings.find(({ code }) => code === 'value-missing');
  return lack === undefined ? statusWords(view, now) : warningWords(lack);
}

function NeedAction({ view }: { readonly view: TokenView }) {
  const go = useGo();
  const { check, busy } = useActs();
  const { id, label } = view.token;
  const waits = view.status.kind === 'blocked' || view.status.kind === 'revocation-pending';
  if (view.status.kind === 'sign-in-needed') {
    return (
      <Button
        variant="default"
        aria-label={`Sign in again for ${label}`}
        onClick={() => go({ screen: 'sign-in-again', token: id })}
      >
        Sign in again
      </Button>
    );
  }
  return waits ? (
    <Button variant="default" loading={busy.check} aria-label={`Check ${label} now`} onClick={() => void check(view)}>
      Check now
    </Button>
  ) : (
    <Button variant="default" aria-label={`Replace ${label}`} onClick={() => go({ screen: 'replace', token: id })}>
      Replace
    </Button>
  );
}
