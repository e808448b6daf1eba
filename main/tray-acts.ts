import { later, minutes } from '../shared/time.ts';
import { systemClock } from './adapters/clock.ts';
import { tomorrowMorning } from './domain/holding.ts';
import type { TrayAction } from './domain/tray-view.ts';
import { canStandBeside, type Popover } from './electron/popover.ts';
import type { TrayIcon } from './electron/tray.ts';
import type { AppWindow } from './electron/window.ts';
import type { Vault } from './vault.ts';

interface Needs {
  readonly vault: Vault;
  readonly window: AppWindow;
  readonly popover: Popover;
  readonly tray: TrayIcon;
}

/** `search` and `quit` are the composer's. */
type Acted = Exclude<TrayAction, { do: 'search' }>;
type Acts = { readonly [D in Acted['do']]: (action: Extract<Acted, { do: D }>) => unknown };

/** What the tray does. */
export function trayActs({ vault, window, popover, tray }: Needs): (action: Acted) => Promise<void> {
  const { handlers } = vault;
  const acts: Acts = {
    async copy({ token }) {
      // What could not be copied is told in the window: a menu has no room for a reason.
      const copied = await handlers.copy({ token });
      if (!copied.ok) window.open({ kind: 'token', token });
    },
    check: ({ token }) => handlers.check({ tokens: [token] }),
    lock: () => handlers.lock({}),
    async unlock() {
      // The system's own prompt needs no window; a passphrase does.
      const asks = vault.snapshot().lock.opensBy.some((way) => way !== 'passphrase');
      const unlocked = asks && (await handlers.unlock({})).ok;
      if (!unlocked) window.open({ kind: 'home' });
    },
    'check-all': () => handlers.check({}),
    open: ({ token }) => window.open({ kind: 'token', token }),
    'open-inbox': () => window.open({ kind: 'inbox' }),
    'open-home': () => window.open({ kind: 'home' }),
    peek() {
      // With nothing to look at, or nowhere to stand, the window serves better.
      const isBetter = vault.snapshot().tokens.length > 0 && canStandBeside();
      return isBetter ? popover.toggle(tray.bounds()) : window.open({ kind: 'home' });
    },
    pause: (action) => handlers.pause({ until: pauseEnd(action.for) }),
    quit: () => undefined,
  };
  return async (action) => {
    // The table ties each act to its own action; over the whole union the compiler cannot see that.
    await (acts[action.do] as (action: Acted) => unknown)(action);
  };
}

function pauseEnd(length: 'hour' | 'tomorrow' | 'off'): number | null {
  const now = systemClock.now();
  if (length === 'off') return null;
  return length === 'hour' ? later(now, minutes(60)) : tomorrowMorning(now, systemClock.zoneOffset(now));
}
