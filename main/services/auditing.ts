import type { AuditLine, AuditReport } from '../../shared/audit.ts';
import type { AuditExported } from '../../shared/commands/trust.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure, InputFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { days, duration, earlier, parseDuration, parseIso, type Instant } from '../../shared/time.ts';
import type { Ports } from '../domain/ports.ts';
import type { AuditFilter } from '../domain/storage-ports.ts';

export interface Auditing {
  list(input: Asked<'audit'>): Promise<Result<readonly AuditLine[], Failure>>;
  verify(): Promise<Result<AuditReport, Failure>>;
  export(input: Asked<'auditExport'>, actor: string): Promise<Result<AuditExported, Failure>>;
  /** Looks at the end of the log, so that one that was cut while nobody looked is told with the start and not at the next use. */
  begin(): void;
  /** How many entries a look at the whole log has been through; undefined while there is none. */
  underWay(): number | undefined;
}

type Needs = Pick<Ports, 'clock' | 'audit'> & { changed(): void };

export function createAuditing({ clock, audit, changed }: Needs): Auditing {
  let verifying: Promise<Result<AuditReport, Failure>> | undefined;
  let entries: number | undefined;

  function momentOf(field: string, text: string | undefined): Result<Instant | undefined, InputFailure> {
    if (text === undefined) return succeeded(undefined);
    const ago = parseDuration(text);
    if (ago !== undefined) return succeeded(earlier(clock.now(), ago));
    const told = parseIso(text);
    if (told !== undefined) {
      // A whole day is meant to its end.
      const isDay = field === 'until' && told.precision === 'date';
      return succeeded(isDay ? earlier(told.at, duration(1 - days(1))) : told.at);
    }
    return failed({ code: 'bad-input', field, need: 'a date such as 2027-01-31, a time with its zone, or 7d' });
  }

  function filterOf({ token, act, actor, ...said }: Asked<'auditExport'>): Result<AuditFilter, InputFailure> {
    const since = momentOf('since', said.since);
    if (!since.ok) return since;
    const until = momentOf('until', said.until);
    return until.ok ? succeeded({ token, act, actor, since: since.value, until: until.value }) : until;
  }

  async function goThrough(): Promise<Result<AuditReport, Failure>> {
    const report = await audit.verify((count) => {
      entries = count;
      changed();
    });
    [entries, verifying] = [undefined, undefined];
    changed();
    return report;
  }

  return {
    begin: () => void audit.settle().then(changed),
    underWay: () => entries,
    async list({ limit, ...said }) {
      const filter = filterOf(said);
      return filter.ok ? audit.recent(limit, filter.value) : filter;
    },
    // Asked for twice at once it is gone through once.
    verify: () => (verifying ??= goThrough()),
    async export(input, actor) {
      const filter = filterOf(input);
      if (!filter.ok) return filter;
      const written = await audit.append({ at: clock.now(), act: 'export', label: 'audit', actor, outcome: 'asked' });
      return written.ok ? audit.export(filter.value) : written;
    },
  };
}
