import type { Snapshot } from '../../shared/snapshot.ts';
import type { TokenId } from '../../shared/token.ts';
import { useSpoken } from '../speaking.ts';
import { GrantItem } from './grant-item.tsx';
import { LeaseItem } from './lease-item.tsx';

interface TokenLentProps extends Pick<Snapshot, 'leases' | 'grants'> {
  readonly token: TokenId;
}

/** Who has this token now, and who may have it without a question; nothing where there is neither. */
export function TokenLent({ token, leases, grants }: TokenLentProps) {
  const { text } = useSpoken();
  const lent = leases.filter((lease) => lease.token === token);
  const allowed = grants.filter((grant) => grant.token === token);
  if (lent.length + allowed.length === 0) return null;
  return (
    <section aria-labelledby="lent">
      <h2 id="lent">{text.frame.screens.lending}</h2>
      <ul className="tk-items">
        {lent.map((lease) => (
          <LeaseItem key={lease.id} lease={lease} />
        ))}
        {allowed.map((grant) => (
          <GrantItem key={grant.id} grant={grant} />
        ))}
      </ul>
    </section>
  );
}
