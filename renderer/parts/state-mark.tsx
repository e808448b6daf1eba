import type { ReactNode } from 'react';
import { days, type Instant } from '../../shared/time.ts';
import type { StatusKind, TokenStatus } from '../../shared/token.ts';

const shapes = {
  disc: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  diamond: <path fillRule="evenodd" fill="currentColor" d="M8 1.2 14.8 8 8 14.8 1.2 8ZM5 7.1v1.8h6V7.1Z" />,
  triangle: <path fill="currentColor" d="M8 2.2 14.6 13.6H1.4Z" strokeLinejoin="round" />,
  square: <rect x="3" y="3" width="10" height="10" rx="1" fill="currentColor" />,
  dashedRing: (
    <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.9 2.55" />
  ),
  ring: <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
} satisfies Record<string, ReactNode>;

/** What is left of the disc: three quarters, then a half, then one. */
function shrinkingDisc(left: number): ReactNode {
  const [end, large] = left > days(3) ? ['2.5 8', 1] : left > days(1) ? ['8 13.5', 0] : ['13.5 8', 0];
  return (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path fill="currentColor" d={`M8 8V2.5A5.5 5.5 0 ${large} 1 ${end}Z`} />
    </>
  );
}

const LOOKS: { readonly [K in Exclude<StatusKind, 'expiring'>]: readonly [tone: string, shape: ReactNode] } = {
  valid: ['good', shapes.disc],
  expired: ['dead', shapes.diamond],
  revoked: ['dead', shapes.diamond],
  invalid: ['dead', shapes.diamond],
  'sign-in-needed': ['person', shapes.triangle],
  'outcome-lost': ['person', shapes.triangle],
  'revocation-pending': ['person', shapes.triangle],
  blocked: ['blocked', shapes.square],
  unknown: ['unsure', shapes.dashedRing],
  unchecked: ['unsure', shapes.ring],
};

/** A state by its shape; the word beside it says the same to those who cannot see it. */
export function StateMark({ status, now }: { readonly status: TokenStatus; readonly now: Instant }) {
  const [tone, shape] = status.kind === 'expiring' ? ['soon', shrinkingDisc(status.at - now)] : LOOKS[status.kind];
  return (
    <svg
      className={`tk-mark tk-${tone}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      data-state={status.kind}
    >
      {shape}
    </svg>
  );
}
