import type { FamilyFailure } from '../../shared/failure-family.ts';
import type { Failure } from '../../shared/failure.ts';
import type { NoticeKind } from '../../shared/notice.ts';
import { failed, type Result } from '../../shared/result.ts';
import { duration, later, seconds, type Instant } from '../../shared/time.ts';
import type { Standing, Token } from '../../shared/token.ts';
import type { UnknownCause } from '../../shared/verdict.ts';
import type { Ports } from '../domain/ports.ts';
import type { JournalEntry } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { refusedRenewal, renewingAfter } from '../domain/renewing.ts';
import type { Checking } from './checking.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Notifying } from './notifying.ts';

export type RenewalNeeds = Pick<
  Ports,
  'clock' | 'timer' | 'random' | 'secrets' | 'digester' | 'catalog' | 'http' | 'audit' | 'journal' | 'log' | 'shared'
> & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly checking: Checking;
  readonly notifying: Notifying;
  changed(): void;
  /** The picture has changed, and nothing else. */
  drawn(): void;
};

type Why = Extract<NoticeKind, { kind: 'sign-in' }>['why'];
/** What another machine does is done by then, as a rule. */
const OTHERS_TURN = seconds(2);

type Ended = Promise<Result<never, Failure>>;

export type RenewalEnds = ReturnType<typeof createRenewalEnds>;

/** What is remembered of renewals that came to nothing. In none of them does the token lose its value. */
export function createRenewalEnds(needs: RenewalNeeds) {
  const { clock, random, catalog, journal, audit, registry, notifying } = needs;

  const note = (token: Token, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'refresh', token: token.id, label: token.label, actor, outcome });

  /** A person is told once, however often it is tried. */
  async function tell(token: Token, standing: Pick<Standing, 'signInNeeded' | 'outcomeLostAt'>, why: Why) {
    const { signInNeeded, outcomeLostAt } = token.standing;
    await catalog.change(token.id, (one) => ({
      ...one,
      renewing: undefined,
      standing: { ...one.standing, ...standing },
    }));
    if ((signInNeeded ?? outcomeLostAt) !== undefined) return;
    const provider = registry.get(token.provider)?.name ?? token.provider;
    await notifying.raise([{ kind: 'sign-in', token: token.id, label: token.label, provider, why }]);
  }

  return {
    note,

    /** Certain not to have happened, or not known yet: later again. */
    async postpone(token: Token, cause: UnknownCause, retryAt: Instant | undefined): Ended {
      const [now, fraction] = [clock.now(), random.fraction()];
      await catalog.change(token.id, (one) => ({ ...one, renewing: renewingAfter(one, now, fraction, retryAt) }));
      return failed({ code: 'issuer-silent', name: token.label, cause });
    },

    /** Nothing was sent: another machine is at it, or the team could not be asked. */
    async waits(token: Token, failure: FamilyFailure): Ended {
      const [now, fraction] = [clock.now(), random.fraction()];
      const isOthers = failure.code === 'renewed-elsewhere';
      const soon = later(now, duration(Math.round(OTHERS_TURN * (1 + fraction))));
      await catalog.change(token.id, (one) => ({
        ...one,
        renewing: isOthers
          ? { misses: one.renewing?.misses ?? 0, notBefore: soon }
          : renewingAfter(one, now, fraction, undefined),
      }));
      return failed(failure);
    },

    async refused(token: Token, actor: string, said: string): Ended {
      const [now, fraction] = [clock.now(), random.fraction()];
      await catalog.change(token.id, (one) => ({ ...one, renewing: refusedRenewal(one, now, fraction) }));
      await note(token, actor, 'refused');
      return failed({ code: 'issuer-refused', name: token.label, said });
    },

    async signInNeeded(token: Token, actor: string): Ended {
      await note(token, actor, 'sign-in needed');
      await tell(token, { signInNeeded: clock.now() }, 'refused');
      return failed({ code: 'sign-in-needed', name: token.label });
    },

    async lost(token: Token, actor: string): Ended {
      await note(token, actor, 'answer lost');
      await tell(token, { outcomeLostAt: clock.now() }, 'answer-lost');
      return failed({ code: 'outcome-lost', name: token.label });
    },

    close: (entry: JournalEntry) => journal.close(entry.id),
  };
}
