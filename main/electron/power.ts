import { net, powerMonitor } from 'electron';
import type { LockSign } from '../../shared/lock.ts';
import type { End } from '../../shared/lifetime.ts';

/** Electron's main process can ask for the network's state but is not told of a change. */
const LOOK_EVERY_MS = 10_000;

interface PowerListener {
  /** The machine was asleep or locked: time may have passed. */
  resumed(): void;
  /** The screen was locked, or the machine goes to sleep. */
  signed(sign: LockSign): void;
  /** Told at first, then at each change. */
  online(online: boolean): void;
}

export function watchPower({ resumed, signed, online }: PowerListener): End {
  let last: boolean | undefined;
  const look = (): void => {
    const now = net.isOnline();
    if (now === last) return;
    last = now;
    online(now);
  };
  const onResume = (): void => {
    look();
    resumed();
  };
  const onLock = (): void => signed('screen');
  const onSleep = (): void => signed('sleep');
  look();
  const looking = setInterval(look, LOOK_EVERY_MS);
  powerMonitor.on('resume', onResume);
  powerMonitor.on('unlock-screen', onResume);
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('suspend', onSleep);
  return () => {
    clearInterval(looking);
    powerMonitor.off('resume', onResume);
    powerMonitor.off('unlock-screen', onResume);
    powerMonitor.off('lock-screen', onLock);
    powerMonitor.off('suspend', onSleep);
  };
}
