import type { TokenView } from '../../shared/snapshot.ts';
import { loginWords } from '../../shared/login.ts';
import { learnedJson } from './learned-rows.ts';
import { targetWords } from '../../shared/target.ts';
import { isoOf, spellDuration, type Instant } from '../../shared/time.ts';
import type { Ending, Expiry, Schedule, TokenStatus } from '../../shared/token.ts';
import type { Evidence } from '../../shared/verdict.ts';

const orNull = <T>(value: T | undefined): T | null => value ?? null;
const iso = (at: Instant | undefined): string | null => (at === undefined ? null : isoOf(at));

/** A token as other programs read it. Fields may be added, never changed. */
export function tokenJson({ token, status, nextDue, renews, link, learned }: TokenView) {
  const { standing } = token;
  const evidence = standing.latest?.evidence;
  return {
    id: token.id,
    name: token.label,
    vault: token.vault,
    provider: token.provider,
    kind: orNull(token.kind),
    host: orNull(token.host),
    subject: orNull(token.subject),
    owner: orNull(token.owner),
    environment: orNull(token.environment),
    consumers: token.consumers,
    seen: learnedJson(learned),
    audience: token.audience,
    scopes: token.scopes,
    fields: token.fields,
    state: status.kind,
    cause: causeOf(status),
    ...expiryJson(token.expiry),
    addedAt: isoOf(token.addedAt),
    issuedAt: iso(token.issuedAt),
    checkedAt: iso(evidence?.at),
    lastGoodAt: iso(standing.lastGood?.at),
    renews,
    link: orNull(link),
    schedule: scheduleJson(token.schedule),
    rotatedAt: iso(token.rotatedAt),
    targets: (token.targets ?? []).map(targetWords),
    logins: (token.logins ?? []).map((login) => ({ tool: login.tool, at: loginWords(login) })),
    oldValues: (token.leftovers ?? []).map(({ since }) => ({ since: isoOf(since) })),
    revocation: revocationJson(token.ending),
    nextDue: nextDue === undefined ? null : { what: nextDue.what, at: isoOf(nextDue.at) },
    evidence: evidence === undefined ? null : evidenceJson(evidence),
    warnings: token.warnings,
  };
}

function revocationJson(ending: Ending | undefined) {
  if (ending === undefined) return null;
  return { since: isoOf(ending.since), askedAt: iso(ending.askedAt), overdue: ending.overdue ?? false };
}

function scheduleJson(schedule: Schedule | undefined) {
  if (schedule === undefined) return null;
  const { kind: _kind, since: _since, ...rule } = schedule;
  return 'every' in rule ? { every: spellDuration(rule.every) } : rule;
}

function expiryJson(expiry: Expiry) {
  const at = expiry.kind === 'at' ? expiry : undefined;
  return {
    expiresAt: iso(at?.at),
    expiryKind: expiry.kind,
    expiryPrecision: orNull(at?.precision),
    expirySource: expiry.kind === 'unknown' ? null : expiry.source,
  };
}

const evidenceJson = ({ at, asked, status, said }: Evidence) => ({
  at: isoOf(at),
  asked,
  status: orNull(status),
  said: orNull(said),
});

function causeOf(status: TokenStatus): string | null {
  if (status.kind === 'unknown') return status.cause;
  return status.kind === 'blocked' ? status.why : null;
}
