import { Button, Menu } from '@mantine/core';
import { IconBellPause, IconBellRinging, IconChecks } from '@tabler/icons-react';
import type { Instant } from '../../shared/time.ts';
import { pauseChoices } from '../pause-choices.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';

export function InboxTools({ paused, unread }: { readonly paused: Instant | undefined; readonly unread: number }) {
  const report = useReport();
  const { inbox } = useSpoken().text;
  const reading = useAsk('read');
  const readAll = async (): Promise<void> => {
    const read = await reading.ask({});
    if (!read.ok) report(wentWrong(read.failure));
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
        {inbox.readAll}
      </Button>
      <Pausing paused={paused !== undefined} />
    </>
  );
}

function Pausing({ paused }: { readonly paused: boolean }) {
  const report = useReport();
  const { words, text } = useSpoken();
  const { ask, busy } = useAsk('pause');
  const now = useNow();
  const pause = async (until: Instant | null): Promise<void> => {
    const answer = await ask({ until });
    if (!answer.ok) return report(wentWrong(answer.failure));
    report(wentWell(until === null ? text.inbox.resumed : text.inbox.pausedNow(words.time.exact(until))));
  };
  if (paused) {
    return (
      <Button
        variant="default"
        leftSection={<IconBellRinging size={16} />}
        loading={busy}
        onClick={() => void pause(null)}
      >
        {text.inbox.resume}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconBellPause size={16} />} loading={busy}>
          {text.inbox.pause}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pauseChoices.map(({ name, until }) => (
          <Menu.Item key={name} onClick={() => void pause(until(now))}>
            {text.inbox[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
