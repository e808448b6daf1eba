import { Button } from '@mantine/core';
import type { Notice } from '../../shared/notice.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { days } from '../../shared/time.ts';
import { ago } from '../../shared/words-time.ts';
import { noticeWords } from '../../shared/words.ts';
import { useGo } from '../place.ts';
import { useReport, wentWrong } from '../report.ts';
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
  const { title, body } = noticeWords(notice.what, now);
  const unread = notice.readAt === undefined;
  return (
    <li className={unread ? 'tk-notice tk-unread' : 'tk-notice'}>
      <svg className="tk-dot" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        {unread && <circle cx="4" cy="4" r="4" fill="currentColor" />}
      </svg>
      <div className="tk-notice-words">
        <p className="tk-notice-title">
          {title}
          {unread && <span className="tk-hidden">, not read</span>}
        </p>
        <p className="tk-quiet">{body}</p>
        <p className="tk-quiet tk-small">
          <When at={notice.at}>{ago(notice.at, now)}</When>
          {notice.shownAt === undefined && ' · not shown on the desktop'}
          {view === undefined && ' · forgotten since'}
        </p>
      </div>
      <NoticeActions notice={notice} view={view} />
    </li>
  );
}

function NoticeActions({ notice, view }: NoticeItemProps) {
  const go = useGo();
  const report = useReport();
  const { ask, busy } = useAsk('read');
  const { snooze, busy: acting } = useActs();
  const read = async (): Promise<boolean> => {
    if (notice.readAt !== undefined) return true;
    const answer = await ask({ ids: [notice.id] });
    if (!answer.ok) report(wentWrong(answer.failure));
    return answer.ok;
  };
  const open = (): void => {
    void read();
    go({ screen: 'token', token: notice.what.token });
  };
  return (
    <div className="tk-actions">
      {view !== undefined && (
        <Button variant="default" size="xs" aria-label={`Open ${notice.what.label}`} onClick={open}>
          Open
        </Button>
      )}
      {view?.status.kind === 'expiring' && (
        <Button
          variant="subtle"
          size="xs"
          loading={acting.snooze}
          aria-label={`Snooze ${notice.what.label} for a day`}
          onClick={() => void snooze(view, days(1))}
        >
          Snooze a day
        </Button>
      )}
      {notice.readAt === undefined && (
        <Button
          variant="subtle"
          size="xs"
          loading={busy}
          aria-label={`Mark read: ${notice.what.label}`}
          onClick={() => void read()}
        >
          Mark read
        </Button>
      )}
    </div>
  );
}
