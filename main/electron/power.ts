import { net, powerMonitor } from 'electron';
import type { End } from '../../shared/lifetime.ts';

/** Electron's main process can ask for the network's state but is not told of a change. */
const LOOK_EVERY_MS = 10_000;

interface PowerListener {
  /** The machine was asleep or locked: time may have passed. */
  resumed(): void;
  /** Told at first, then at each change. */
  online(online: boolean): void;
}

export function watchPower({ resumed, online }: PowerListener): End {
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
  look();
  const looking = setInterval(look, LOOK_EVERY_MS);
  powerMonitor.on('resume', onResume);
  powerMonitor.on('unlock-screen', onResume);
  return () => {
    clearInterval(looking);
    powerMonitor.off('resume', onResume);
    powerMonitor.off('unlock-screen', onResume);
  };
}
