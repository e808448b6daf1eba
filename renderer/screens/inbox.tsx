import { Button, Menu } from '@mantine/core';
import { IconBellPause, IconBellRinging, IconChecks } from '@tabler/icons-react';
import type { Notice } from '../../shared/notice.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import { exactTime } from '../../shared/words-time.ts';
import { NoticeItem } from '../parts/notice-item.tsx';
import { Page } from '../parts/page.tsx';
import { pauseChoices } from '../pause-choices.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';

const MOST_SHOWN = 300;

/** Every notice there was, newest first. A notification on the desktop only points here. */
export function Inbox({ snapshot }: { readonly snapshot: Snapshot }) {
  const now = useNow();
  const { pausedUntil, tokens } = snapshot;
  const notices = [...snapshot.notices].sort((a, b) => b.at - a.at).slice(0, MOST_SHOWN);
  const unread = snapshot.notices.filter(isUnread);
  const paused = pausedUntil !== undefined && pausedUntil > now ? pausedUntil : undefined;
  const known = new Map(tokens.map((view) => [view.token.id, view]));
  return (
    <Page title="Inbox" aside={<Aside paused={paused} unread={unread.length} />}>
      {paused !== undefined && (
        <p className="tk-note" role="note">
          Nothing pops up until {exactTime(paused)}. Notices still gather here.
        </p>
      )}
      {notices.length === 0 ? (
        <p className="tk-calm">
          No notices. Here stands what Tokenkeep warned of, even where the desktop did not show it.
        </p>
      ) : (
        <ul className="tk-notices" aria-label="Notices">
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} view={known.get(notice.what.token)} />
          ))}
        </ul>
      )}
    </Page>
  );
}

const isUnread = ({ readAt }: Notice): boolean => readAt === undefined;

function Aside({ paused, unread }: { readonly paused: Instant | undefined; readonly unread: number }) {
  const report = useReport();
  const reading = useAsk('read');
  const pausing = useAsk('pause');
  const now = useNow();
  const readAll = async (): Promise<void> => {
    const read = await reading.ask({});
    if (!read.ok) report(wentWrong(read.failure));
  };
  const pause = async (until: Instant | null): Promise<void> => {
    const answer = await pausing.ask({ until });
    if (!answer.ok) return report(wentWrong(answer.failure));
    report(wentWell(until === null ? 'Notices pop up again.' : `Nothing pops up until ${exactTime(until)}.`));
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChecks size={16} />}
        disabled={unread === 0}
        loading={reading.busy}
        onClick={() => void readAll()}
      >
        Mark all read
      </Button>
      {paused === undefined ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconBellPause size={16} />} loading={pausing.busy}>
              Pause
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {pauseChoices.map(({ words, until }) => (
              <Menu.Item key={words} onClick={() => void pause(until(now))}>
                {words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Button
          variant="default"
          leftSection={<IconBellRinging size={16} />}
          loading={pausing.busy}
          onClick={() => void pause(null)}
        >
          Resume
        </Button>
      )}
    </>
  );
}
