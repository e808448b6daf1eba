import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { IssuerMark } from '../parts/issuer-mark.tsx';
import { Page } from '../parts/page.tsx';
import { Scopes } from '../parts/scopes.tsx';
import { TokenActions } from '../parts/token-actions.tsx';
import { TokenFacts } from '../parts/token-facts.tsx';
import { TokenHistory } from '../parts/token-history.tsx';
import { TokenLent } from '../parts/token-lent.tsx';
import { TokenSchedule } from '../parts/token-schedule.tsx';
import { TokenState } from '../parts/token-state.tsx';
import { TokenUses } from '../parts/token-uses.tsx';

interface TokenProps {
  readonly view: TokenView;
  readonly snapshot: Snapshot;
}

/** All that is known of one token, and what can be done with it. Its value is never shown. */
export function TokenScreen({ view, snapshot }: TokenProps) {
  const { token } = view;
  const provider = snapshot.providers.find(({ id }) => id === token.provider);
  return (
    <Page title={token.label} mark={<IssuerMark provider={token.provider} />} deep>
      <div className="tk-token">
        <div className="tk-token-main">
          <TokenState view={view} provider={provider} checking={snapshot.checking.includes(token.id)} />
          <TokenActions view={view} provider={provider} />
          <Scopes view={view} />
          <TokenUses view={view} />
          <TokenLent token={token.id} leases={snapshot.leases} grants={snapshot.grants} />
          {provider?.rotates === true && <TokenSchedule view={view} />}
          <TokenHistory view={view} />
        </div>
        <TokenFacts view={view} provider={provider} settings={snapshot.settings} />
      </div>
    </Page>
  );
}
