import type { AgentCommand } from '../../shared/agent.ts';
import type { LockKeeps } from '../../shared/lock.ts';
import { duration, later, minutes, seconds, type Duration, type Instant } from '../../shared/time.ts';
import type { LockRecord } from './storage-ports.ts';

/** What may be done with a value: looked after, given a new life, or used at somebody's wish. */
export type Need = 'checks' | 'refreshes' | 'uses';

const GOES_ON: Readonly<Record<LockKeeps, readonly Need[]>> = {
  nothing: [],
  checks: ['checks'],
  refreshes: ['checks', 'refreshes'],
};

/** Whether that goes on while the vault is locked. */
export const goesOn = (need: Need, keeps: LockKeeps): boolean => GOES_ON[keeps].includes(need);

const OPEN: ReadonlySet<string> = new Set<AgentCommand>([
  'list',
  'show',
  'notices',
  'settings',
  'read',
  'pause',
  'doctor',
  'kinds',
  'audit',
  'auditVerify',
  'grants',
  'leases',
  'open',
  'leave',
  'lock',
  'unlock',
  'lockState',
  // Those that take away: a command that has ended gives back what it was lent.
  'endGrant',
  'endLease',
  'scanCancel',
  'signInCancel',
]);

/** Of a locked vault names, dates and states are shown, and what was lent is taken back. No value is used, and nothing is changed. */
export function isOpenWhileLocked(command: string, keeps: LockKeeps): boolean {
  return OPEN.has(command) || (command === 'check' && goesOn('checks', keeps));
}

const FIRST_WAIT = seconds(1);
/** Long enough that a thousand guesses take ten days, and short enough for an owner who was wrong too often. */
const LONGEST_WAIT = minutes(15);

/** How long nothing is looked at after so many wrong passphrases in a row: twice as long after each. */
export function waitAfter(wrong: number): Duration {
  return wrong === 0 ? duration(0) : duration(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(wrong - 1, 20)));
}

/** How long a try must wait. One that lies further ahead than any wait is long was set by a clock that has been set back since. */
export function waitLeft({ tryAt }: LockRecord, now: Instant): Duration {
  return tryAt === undefined || tryAt <= now ? duration(0) : duration(Math.min(tryAt - now, LONGEST_WAIT));
}

/** The record of a try before its passphrase is looked at: a process that is killed meanwhile has had it. */
export function tried(record: LockRecord, now: Instant): LockRecord {
  const wrong = record.wrong + 1;
  return { ...record, wrong, tryAt: later(now, waitAfter(wrong)) };
}
