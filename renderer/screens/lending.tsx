import type { Snapshot } from '../../shared/snapshot.ts';
import { GrantItem } from '../parts/grant-item.tsx';
import { LeaseItem } from '../parts/lease-item.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';

/** What is lent now, and what may be lent without a question. */
export function Lending({ snapshot: { leases, grants } }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  return (
    <Page title={text.frame.screens.lending}>
      <div className="tk-sections">
        <section aria-labelledby="leases">
          <h2 id="leases">{text.lending.open}</h2>
          {leases.length === 0 ? (
            <p className="tk-quiet">{text.lending.openNone}</p>
          ) : (
            <ul className="tk-items">
              {leases.map((lease) => (
                <LeaseItem key={lease.id} lease={lease} />
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="grants">
          <h2 id="grants">{text.lending.allowed}</h2>
          {grants.length === 0 ? (
            <p className="tk-quiet">{text.lending.allowedNone}</p>
          ) : (
            <ul className="tk-items">
              {grants.map((grant) => (
                <GrantItem key={grant.id} grant={grant} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Page>
  );
}
