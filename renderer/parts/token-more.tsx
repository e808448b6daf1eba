import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconBellZ, IconCircleOff, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { gravityOf } from '../../shared/order.ts';
import { days } from '../../shared/time.ts';
import { isEnding, type OfToken } from '../of-token.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import { useAsk } from '../use-ask.ts';
import { ForgetToken } from './forget-token.tsx';
import { RevokeToken } from './revoke-token.tsx';

/** What is done seldom, and what cannot be taken back. */
export function TokenMore({ view, provider }: OfToken) {
  const { text } = useSpoken();
  const [open, setOpen] = useState<'forget' | 'revoke'>();
  const close = (): void => setOpen(undefined);
  const name = provider?.name ?? view.token.provider;
  const revokes = provider?.revokes === true && !isEnding(view);
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={text.frame.more} title={text.frame.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <SnoozeItems view={view} />
          <UndoItem view={view} provider={provider} />
          {revokes && (
            <Menu.Item color="red" leftSection={<IconCircleOff size={16} />} onClick={() => setOpen('revoke')}>
              {text.token.revoke}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setOpen('forget')}>
            {text.token.forget}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'forget' && <ForgetToken view={view} provider={name} onClose={close} />}
      {open === 'revoke' && <RevokeToken view={view} provider={name} onClose={close} />}
    </>
  );
}

function SnoozeItems({ view }: Pick<OfToken, 'view'>) {
  const { text } = useSpoken();
  const { snooze } = useActs();
  if (view.token.expiry.kind !== 'at' || gravityOf(view.status) === 'dead') return null;
  const lengths = [
    [text.token.snoozes.day, days(1)],
    [text.token.snoozes.days, days(3)],
    [text.token.snoozes.week, days(7)],
  ] as const;
  return (
    <>
      <Menu.Label>{text.token.snooze}</Menu.Label>
      {lengths.map(([words, length]) => (
        <Menu.Item key={words} leftSection={<IconBellZ size={16} />} onClick={() => void snooze(view, length)}>
          {words}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

/** Offered as long as the value before is kept; whether the issuer still takes it is found out first. */
function UndoItem({ view, provider }: OfToken) {
  const report = useReport();
  const { text } = useSpoken();
  const { ask } = useAsk('undo');
  const undo = async (): Promise<void> => {
    const undone = await ask({ token: view.token.id });
    report(undone.ok ? wentWell(text.token.undone(view.token.label)) : wentWrong(undone.failure));
  };
  if (provider?.rotates !== true || (view.token.leftovers ?? []).length === 0) return null;
  return (
    <Menu.Item title={text.token.undoMeans} leftSection={<IconArrowBackUp size={16} />} onClick={() => void undo()}>
      {text.token.undo}
    </Menu.Item>
  );
}
