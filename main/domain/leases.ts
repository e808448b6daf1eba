import type { Lease } from '../../shared/lease.ts';
import {
  days,
  duration,
  hours,
  instant,
  isAhead,
  later,
  minutes,
  type Duration,
  type Instant,
} from '../../shared/time.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';

/** How long a narrower token lives where nobody said. */
export const USUAL_LENGTH: Duration = hours(1);
/** A lease that its holder ends itself is ended at last after this: the holder may have been killed. */
export const LONGEST_HELD: Duration = days(1);
/** After its child's own end by this much, its issuer takes it no more, whatever its clock says. */
const GRACE: Duration = minutes(2);

/** Where the child of a lease is kept. */
export const childSlot = (lease: string): TokenId => tokenId(`lease-${lease}`);

/** When something is to be done about a lease: at its end, or at once where its token goes; later again where its child would not die. */
export function leaseDueAt(lease: Lease, parent: Token | undefined, now: Instant): Instant {
  if (lease.ending !== undefined) return lease.ending.notBefore ?? lease.ending.since;
  if (parent === undefined || isGoing(parent)) return instant(Math.min(now, lease.endsAt));
  // An end further away than the whole length was set by a clock that has been set back since.
  return isAhead(lease.endsAt, now, duration(lease.endsAt - lease.openedAt)) ? lease.endsAt : now;
}

const isGoing = ({ ending, standing }: Token): boolean =>
  ending !== undefined || standing.latest?.verdict.kind === 'revoked';

/** The child has come to the end that its issuer gave it. `now` by the issuer's clock. */
export function isChildOver({ child }: Lease, now: Instant): boolean {
  return child?.expiresAt !== undefined && later(child.expiresAt, GRACE) <= now;
}
