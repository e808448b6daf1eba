import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { instant, type Instant } from '../shared/time.ts';

const TICK_MS = 30_000;
const Now = createContext<Instant>(instant(0));

/** The window's only ticking clock. It also moves when the window is looked at again, and never stands before the newest picture. */
export function NowProvider({ atLeast, children }: { readonly atLeast: Instant; readonly children: ReactNode }) {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const move = () => setNow(instant(Date.now()));
    const ticking = setInterval(move, TICK_MS);
    document.addEventListener('visibilitychange', move);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', move);
    };
  }, []);
  return <Now value={atLeast > now ? atLeast : now}>{children}</Now>;
}

export const useNow = (): Instant => use(Now);
