import type { Notice } from '../../shared/notice.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import { InboxTools } from '../parts/inbox-tools.tsx';
import { NoticeItem } from '../parts/notice-item.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

const MOST_SHOWN = 300;
const DAYS = ['today', 'yesterday', 'earlier'] as const;

/** Every notice there was, newest first. A notification on the desktop only points here. */
export function Inbox({ snapshot }: { readonly snapshot: Snapshot }) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { pausedUntil, tokens } = snapshot;
  const notices = [...snapshot.notices].sort((a, b) => b.at - a.at).slice(0, MOST_SHOWN);
  const unread = snapshot.notices.filter(({ readAt }) => readAt === undefined).length;
  const paused = pausedUntil !== undefined && pausedUntil > now ? pausedUntil : undefined;
  const known = new Map(tokens.map((view) => [view.token.id, view]));
  const viewOf = ({ what: { token } }: Notice) => (token === undefined ? undefined : known.get(token));
  return (
    <Page title={text.frame.screens.inbox} aside={<InboxTools paused={paused} unread={unread} />}>
      {paused !== undefined && (
        <p className="tk-note" role="note">
          {text.inbox.paused(words.time.exact(paused))}
        </p>
      )}
      {notices.length === 0 && <p className="tk-calm">{text.inbox.none}</p>}
      {DAYS.map((day) => {
        const those = notices.filter((notice) => dayOf(notice, now) === day);
        return those.length === 0 ? null : (
          <section key={day} className="tk-day" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{text.inbox[day]}</h2>
            <ul className="tk-notices" aria-label={`${text.inbox.list}, ${text.inbox[day]}`}>
              {those.map((notice) => (
                <NoticeItem key={notice.id} notice={notice} view={viewOf(notice)} />
              ))}
            </ul>
          </section>
        );
      })}
    </Page>
  );
}

/** By the calendar of the place where one is. */
function dayOf({ at }: Notice, now: Instant): (typeof DAYS)[number] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (at >= midnight) return 'today';
  return at >= new Date(midnight).setDate(new Date(midnight).getDate() - 1) ? 'yesterday' : 'earlier';
}
