import type { FileFailure } from '../../shared/failure.ts';
import type { Notice, NoticeKind, Toast } from '../../shared/notice.ts';
import { done, type Result } from '../../shared/result.ts';
import { isAhead, later, minutes, type Instant } from '../../shared/time.ts';
import type { Words } from '../../shared/words/catalogue.ts';
import { wordsIn } from '../../shared/words/in-language.ts';
import type { Language } from '../../shared/words/language.ts';
import { gather, heldUntil } from '../domain/holding.ts';
import type { Ports } from '../domain/ports.ts';

/** The inbox remembers this many. */
const MOST_NOTICES = 200;
/** How long to wait before asking again for a notification daemon. */
const NO_DAEMON_WAIT = minutes(1);

export interface Notifying {
  /** Into the inbox first, then onto the desktop as soon as it may. */
  raise(whats: readonly NoticeKind[]): Promise<Result<void, FileFailure>>;
  /** Shows what has waited, if nothing holds it back any more. Never waits for a daemon. */
  deliver(): Promise<void>;
  /** Shows at once what cannot wait in the inbox; held back while notices are; false where the desktop can show none. */
  say(toast: Toast): Promise<boolean>;
  read(ids: readonly string[] | undefined): Promise<Result<number, FileFailure>>;
  pause(until: Instant | undefined): Promise<Result<void, FileFailure>>;
  /** When held notices may be shown next; undefined when none waits. */
  dueAt(now: Instant): Instant | undefined;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'memory' | 'settings' | 'notifier' | 'log'> & {
  language(): Language;
  changed(): void;
};

export function createNotifying({
  clock,
  random,
  memory,
  settings,
  notifier,
  log,
  language,
  changed,
}: Needs): Notifying {
  let delivering: Promise<void> = Promise.resolve();
  let noDaemonUntil: Instant | undefined;

  const unshown = () => memory.get().notices.filter(isUnshown);
  const held = (now: Instant) =>
    heldUntil(now, memory.get().pausedUntil, settings.get().quietHours, clock.zoneOffset(now));

  async function put(change: (notices: readonly Notice[]) => readonly Notice[]): Promise<Result<void, FileFailure>> {
    const before = memory.get();
    const kept = await memory.put({ ...before, notices: change(before.notices).slice(0, MOST_NOTICES) });
    changed();
    return kept;
  }

  async function deliverNow(): Promise<void> {
    const now = clock.now();
    if (unshown().length === 0 || held(now) !== undefined || isAhead(noDaemonUntil, now, NO_DAEMON_WAIT)) return;
    if (!(await notifier.ready())) {
      noDaemonUntil = later(clock.now(), NO_DAEMON_WAIT);
      log.note('notification-daemon-absent');
      return;
    }
    noDaemonUntil = undefined;
    const gathered = gather(unshown(), now);
    const shown = 'all' in gathered ? gathered.all : gathered.each;
    const words = wordsIn(language());
    if ('all' in gathered) notifier.raise(summaryToast(words, gathered.all, now));
    else for (const notice of gathered.each) notifier.raise(toastOf(words, notice, now));
    const ids = new Set(shown.map(({ id }) => id));
    await put((notices) => notices.map((notice) => (ids.has(notice.id) ? { ...notice, shownAt: now } : notice)));
  }

  const deliver = () => (delivering = delivering.then(deliverNow));

  return {
    deliver,
    async raise(whats) {
      if (whats.length === 0) return done;
      const at = clock.now();
      const fresh = whats.map((what): Notice => ({ id: random.id(), at, what }));
      const kept = await put((notices) => [...fresh, ...notices]);
      await deliver();
      return kept;
    },
    async say(toast) {
      if (held(clock.now()) !== undefined) return true;
      if (!(await notifier.ready())) return false;
      notifier.raise(toast);
      return true;
    },
    async read(ids) {
      const at = clock.now();
      const chosen = ids === undefined ? undefined : new Set(ids);
      const hit = (notice: Notice) => notice.readAt === undefined && (chosen?.has(notice.id) ?? true);
      const count = memory.get().notices.filter(hit).length;
      const kept = await put((notices) => notices.map((notice) => (hit(notice) ? { ...notice, readAt: at } : notice)));
      return kept.ok ? { ok: true, value: count } : kept;
    },
    async pause(until) {
      const kept = await memory.put({ ...memory.get(), pausedUntil: until });
      changed();
      return kept;
    },
    dueAt(now) {
      if (unshown().length === 0) return undefined;
      const again = noDaemonUntil ?? later(now, NO_DAEMON_WAIT);
      return held(now) ?? (isAhead(again, now, NO_DAEMON_WAIT) ? again : now);
    },
  };
}

const isUnshown = (notice: Notice): boolean => notice.shownAt === undefined && notice.readAt === undefined;

function toastOf(words: Words, { id, what }: Notice, now: Instant): Toast {
  return { id, kind: what.kind, ...words.notice(what, now), token: what.token, urgent: what.kind !== 'expiring' };
}

function summaryToast(words: Words, notices: readonly Notice[], now: Instant): Toast {
  const labels = [...new Set(notices.map(({ what }) => what.label ?? words.notice(what, now).title))];
  const [first] = notices;
  const alone = labels.length === 1 && first !== undefined ? toastOf(words, first, now) : undefined;
  return alone ?? { id: notices[0]?.id ?? 'summary', kind: 'summary', ...words.summary(labels), urgent: true };
}
