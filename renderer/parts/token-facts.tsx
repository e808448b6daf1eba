import type { NextDue, ProviderView, TokenView } from '../../shared/snapshot.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Duration } from '../../shared/time.ts';
import { kindOf } from '../of-token.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { Fact } from './fact.tsx';
import { When } from './when.tsx';

interface TokenFactsProps {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
  readonly settings: Settings;
}

/** The facts of a token as a list of terms; what nobody knows is left out, but for what somebody ought to say. */
export function TokenFacts({ view, provider, settings }: TokenFactsProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { terms } = text.token;
  const { token } = view;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{text.token.facts}</h2>
      <dl className="tk-facts">
        <Fact term={terms.provider}>
          {[provider?.name ?? token.provider, kindOf(view, provider)?.name].filter(Boolean).join(', ')}
        </Fact>
        <Fact term={terms.host}>{token.host}</Fact>
        <Fact term={terms.account}>{token.subject}</Fact>
        <Fact term={terms.expires}>{words.expiry(token.expiry, now)}</Fact>
        <Fact term={terms.kept}>{text.token.renews[view.renews]}</Fact>
        <Fact term={terms.audience}>{token.audience.join(', ')}</Fact>
        <Fact term={terms.owner}>{token.owner ?? <span className="tk-quiet">{text.token.nobodyNamed}</span>}</Fact>
        <Fact term={terms.environment}>{token.environment}</Fact>
        <Fact term={terms.fields}>{token.fields.join(', ')}</Fact>
        <Fact term={terms.lending}>{token.policy !== undefined && text.token.policies[token.policy]}</Fact>
        <Times view={view} settings={settings} />
      </dl>
    </section>
  );
}

const NEXT = {
  check: 'nextCheck',
  warn: 'nextWarning',
  refresh: 'nextRefresh',
  rotate: 'nextRotation',
  retire: 'nextEnd',
  revoke: 'nextRevocation',
} as const satisfies Record<NextDue['what'], string>;

function Times({ view: { token, nextDue }, settings }: Pick<TokenFactsProps, 'view' | 'settings'>) {
  const now = useNow();
  const spoken = useSpoken();
  const { time } = spoken.words;
  const { terms, now: nowWord, until } = spoken.text.token;
  const { snoozedUntil, issuedAt, addedAt, rotatedAt } = token;
  return (
    <>
      <Fact term={terms.warns}>{leadsWords(token.leads, settings, spoken)}</Fact>
      <Fact term={terms.snoozed}>
        {snoozedUntil !== undefined && snoozedUntil > now && (
          <When at={snoozedUntil}>{until(time.exact(snoozedUntil))}</When>
        )}
      </Fact>
      <Fact term={nextDue === undefined ? '' : terms[NEXT[nextDue.what]]}>
        {nextDue !== undefined && (
          <When at={nextDue.at}>{nextDue.at <= now ? nowWord : time.left(nextDue.at, now)}</When>
        )}
      </Fact>
      <Fact term={terms.issued}>{issuedAt !== undefined && time.exact(issuedAt)}</Fact>
      <Fact term={terms.rotated}>{rotatedAt !== undefined && time.exact(rotatedAt)}</Fact>
      <Fact term={terms.added}>{time.exact(addedAt)}</Fact>
    </>
  );
}

function leadsWords(own: readonly Duration[] | undefined, settings: Settings, { words, text }: Spoken): string {
  const leads = own ?? settings.leads;
  const whose = own === undefined ? text.token.asInSettings : text.token.ownLeads;
  return leads.length === 0
    ? `${text.token.onlyExpired}, ${whose}`
    : `${text.token.before(leads.map((lead) => words.time.length(lead)).join(', '))}, ${whose}`;
}
