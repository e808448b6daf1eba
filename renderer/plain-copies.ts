import type { PlainCopy } from '../shared/commands/discover.ts';
import { days, instant, type Instant } from '../shared/time.ts';
import type { TokenStatus } from '../shared/token.ts';
import type { WindowText } from '../shared/words/window.ts';

/** Where a copy stands by its issuer's word; undefined where nobody was asked. */
export function statusOfCopy({ verdict, expiresAt }: PlainCopy, now: Instant): TokenStatus | undefined {
  const isSoon = expiresAt !== undefined && expiresAt - now < days(7);
  return verdict?.kind === 'valid' && isSoon ? { kind: 'expiring', at: instant(expiresAt) } : verdict;
}

/** The issuer's own words for it, where its issuer is known. */
export const whatIs = ({ provider, what }: PlainCopy, { find }: WindowText): string =>
  provider === 'other' ? find.machine.token : what;

export function modeOf({ mode, isMine }: PlainCopy, { find }: WindowText): string {
  const { own, open, foreign } = find.machine.modes;
  const said = isMine ? ((mode & 0o077) === 0 ? own : open) : foreign;
  return `${mode.toString(8).padStart(4, '0')}, ${said}`;
}

export const isExposed = ({ mode, isMine }: PlainCopy): boolean => !isMine || (mode & 0o077) !== 0;
