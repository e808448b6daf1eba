import { Button } from '@mantine/core';
import type { Notice } from '../../shared/notice.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { days } from '../../shared/time.ts';
import { useGo } from '../place.ts';
import { useReport, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { When } from './when.tsx';

interface NoticeItemProps {
  readonly notice: Notice;
  /** Undefined where the token is forgotten by now. */
  readonly view: TokenView | undefined;
}

export function NoticeItem({ notice, view }: NoticeItemProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { title, body } = words.notice(notice.what, now);
  const unread = notice.readAt === undefined;
  return (
    <li className={unread ? 'tk-notice tk-unread' : 'tk-notice'}>
      <svg className="tk-dot" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        {unread && <circle cx="4" cy="4" r="4" fill="currentColor" />}
      </svg>
      <div className="tk-notice-words">
        <p className="tk-notice-title">
          {title}
          {unread && <span className="tk-hidden">{text.inbox.unread}</span>}
        </p>
        <p className="tk-quiet">{body}</p>
        <p className="tk-quiet tk-small">
          <When at={notice.at}>{words.time.ago(notice.at, now)}</When>
          {notice.shownAt === undefined && ` · ${text.inbox.notShown}`}
          {view === undefined && notice.what.token !== undefined && ` · ${text.inbox.forgotten}`}
        </p>
      </div>
      <NoticeActions notice={notice} view={view} />
    </li>
  );
}

function NoticeActions({ notice, view }: NoticeItemProps) {
  const go = useGo();
  const report = useReport();
  const now = useNow();
  const { words, text } = useSpoken();
  const { ask, busy } = useAsk('read');
  const { snooze, busy: acting } = useActs();
  const { label = words.notice(notice.what, now).title } = notice.what;
  const read = async (): Promise<void> => {
    if (notice.readAt !== undefined) return;
    const answer = await ask({ ids: [notice.id] });
    if (!answer.ok) report(wentWrong(answer.failure));
  };
  const open = (to: TokenView): void => {
    void read();
    go({ screen: 'token', token: to.token.id });
  };
  return (
    <div className="tk-actions">
      {view !== undefined && (
        <Button variant="default" size="xs" aria-label={text.inbox.open(label)} onClick={() => open(view)}>
          {text.frame.open}
        </Button>
      )}
      {notice.what.kind === 'update' && (
        <Button
          variant="default"
          size="xs"
          aria-label={`${text.about.updates.show}: ${label}`}
          onClick={() => go({ screen: 'about' })}
        >
          {text.about.updates.show}
        </Button>
      )}
      {view?.status.kind === 'expiring' && (
        <Button
          variant="subtle"
          size="xs"
          loading={acting.snooze}
          aria-label={text.inbox.snoozeOf(label)}
          onClick={() => void snooze(view, days(1))}
        >
          {text.inbox.snooze}
        </Button>
      )}
      {notice.readAt === undefined && (
        <Button
          variant="subtle"
          size="xs"
          loading={busy}
          aria-label={text.inbox.readOf(label)}
          onClick={() => void read()}
        >
          {text.inbox.read}
        </Button>
      )}
    </div>
  );
}
