import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import type { Duration } from '../../shared/time.ts';
import { exactTime, lengthWords, timeLeft } from '../../shared/words-time.ts';
import { expiryWords } from '../../shared/words.ts';
import { useNow } from '../use-now.tsx';
import { Scopes } from './scopes.tsx';
import { When } from './when.tsx';

interface TokenFactsProps {
  readonly view: TokenView;
  readonly provider: ProviderView | undefined;
  readonly settings: Settings;
}

/** The facts of a token as a list of terms; what nobody knows is left out, but for what somebody ought to say. */
export function TokenFacts({ view, provider, settings }: TokenFactsProps) {
  const now = useNow();
  const { token } = view;
  return (
    <dl className="tk-facts">
      <Fact term="Provider">{provider?.name ?? token.provider}</Fact>
      <Fact term="Host">{token.host}</Fact>
      <Fact term="Account">{token.subject}</Fact>
      <Fact term="Expires">{expiryWords(token.expiry, now)}</Fact>
      <Fact term="May">
        <Scopes token={token} />
      </Fact>
      <Fact term="Meant for">{token.audience.join(', ')}</Fact>
      <Fact term="Owner">{token.owner ?? <span className="tk-quiet">Nobody named</span>}</Fact>
      <Fact term="Environment">{token.environment}</Fact>
      <Fact term="Used by">
        {token.consumers.length === 0 ? <span className="tk-quiet">Not told</span> : token.consumers.join(', ')}
      </Fact>
      <Fact term="Extra fields">{token.fields.join(', ')}</Fact>
      <Times view={view} settings={settings} />
    </dl>
  );
}

function Times({ view: { token, nextDue }, settings }: Pick<TokenFactsProps, 'view' | 'settings'>) {
  const now = useNow();
  const { snoozedUntil, issuedAt } = token;
  return (
    <>
      <Fact term="Warns">{leadsWords(token.leads, settings)}</Fact>
      <Fact term="Snoozed">
        {snoozedUntil !== undefined && snoozedUntil > now && (
          <When at={snoozedUntil}>{`until ${exactTime(snoozedUntil)}`}</When>
        )}
      </Fact>
      <Fact term={nextDue?.what === 'warn' ? 'Next warning' : 'Next check'}>
        {nextDue !== undefined && <When at={nextDue.at}>{nextDue.at <= now ? 'now' : timeLeft(nextDue.at, now)}</When>}
      </Fact>
      <Fact term="Issued">{issuedAt !== undefined && exactTime(issuedAt)}</Fact>
      <Fact term="Added">{exactTime(token.addedAt)}</Fact>
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === undefined || children === false || children === '') return null;
  return (
    <div className="tk-fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function leadsWords(own: readonly Duration[] | undefined, settings: Settings): string {
  const leads = own ?? settings.leads;
  const whose = own === undefined ? 'as in settings' : 'for this token alone';
  return leads.length === 0
    ? `Only when it has expired, ${whose}`
    : `${leads.map((lead) => lengthWords(lead)).join(', ')} before, ${whose}`;
}
