import type { Settings } from '../../shared/settings.ts';
import { duration, earlier, hours, instant, later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { Renewal, Token } from '../../shared/token.ts';
import { dangerAt, renewsItself } from './renewing.ts';
import { leadsOf } from './status.ts';

/** Issuers tell some expiries as a length, so the same end wobbles a little between looks. */
const WOBBLE = hours(1);

interface Warning {
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly lead: Duration;
}

/** The next warning owed for an expiry, and the lead it speaks of; undefined where all are told. */
export function nextWarning(
  token: Token,
  settings: Pick<Settings, 'leads'>,
  now: Instant,
  renews: Renewal = 'none',
): Warning | undefined {
  if (token.expiry.kind !== 'at' || isRefused(token)) return undefined;
  const expiresAt = token.expiry.at;
  if (renewsItself(renews)) return renewalWarning(token, expiresAt);
  const leads = [...leadsOf(token, settings.leads), duration(0)];
  const until = token.snoozedUntil;
  // A snooze ends in exactly one notice, of the most urgent lead by then, told before or not.
  const again = until === undefined ? undefined : mostUrgent(leads, expiresAt, instant(Math.max(until, now)));
  if (until !== undefined && again !== undefined) return { at: until, expiresAt, lead: again };
  const told = toldLead(token, expiresAt);
  const untold = leads.filter((lead) => lead < told);
  // After a gap only the most urgent is told, and it tells the longer ones too.
  const lead = mostUrgent(untold, expiresAt, now) ?? untold[0];
  return lead === undefined ? undefined : { at: earlier(expiresAt, lead), expiresAt, lead };
}

/** A short life that ran out while its issuer was away is worth no notice until this long after: it comes back by itself. */
const GRACE = minutes(10);

/** Of one that renews itself only when that fails, and once: while there is time to help, or else when it has been dead for a while. */
function renewalWarning(token: Token, expiresAt: Instant): Warning | undefined {
  const danger = dangerAt(token);
  // What was known when it was added is not told: that it fails to renew is.
  const told =
    toldLead(token, expiresAt) !== Infinity && token.warned !== undefined && token.warned.at >= (danger ?? 0);
  if (danger === undefined || isWaitingForPerson(token) || told) return undefined;
  const lead = duration(expiresAt - danger);
  return lead >= GRACE
    ? { at: danger, expiresAt, lead }
    : { at: later(expiresAt, GRACE), expiresAt, lead: duration(0) };
}

/** It was told already that this one needs a person. */
const isWaitingForPerson = ({ standing, ending }: Token): boolean =>
  (standing.signInNeeded ?? standing.outcomeLostAt ?? ending?.since) !== undefined;

/** The shortest of the leads that have begun by a moment. */
export function mostUrgent(leads: readonly Duration[], expiresAt: Instant, by: Instant): Duration | undefined {
  return leads.filter((lead) => expiresAt - lead <= by).at(-1);
}

function toldLead(token: Token, expiresAt: Instant): number {
  const { warned } = token;
  return warned !== undefined && Math.abs(warned.expiresAt - expiresAt) <= WOBBLE ? warned.lead : Infinity;
}

function isRefused(token: Token): boolean {
  const kind = token.standing.latest?.verdict.kind;
  return kind === 'revoked' || kind === 'invalid';
}
