import { IconLock } from '@tabler/icons-react';
import type { LockView } from '../../shared/lock.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { SideEntry } from './side-entry.tsx';

/** Locks at once; not there where nothing would open it again. */
export function LockNow({ lock: { locked, opensBy } }: { readonly lock: LockView }) {
  const report = useReport();
  const { lock } = useSpoken().text;
  const { ask } = useAsk('lock');
  if (locked || opensBy.length === 0) return null;
  const lockNow = async (): Promise<void> => {
    const done = await ask({});
    report(done.ok ? wentWell(lock.nowLocked) : wentWrong(done.failure));
  };
  return <SideEntry icon={IconLock} label={lock.lock} onClick={() => void lockNow()} />;
}
