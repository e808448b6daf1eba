import type { Clock, Notifier } from '../../main/domain/ports.ts';
import type { Toast } from '../../shared/notice.ts';
import type { Instant } from '../../shared/time.ts';

export const notifierModes = ['ok', 'no-daemon'] as const;
export type NotifierMode = (typeof notifierModes)[number];

export interface FakeNotifier extends Notifier {
  mode: NotifierMode;
  /** What reached the desktop, oldest first. */
  readonly shown: { readonly at: Instant; readonly toast: Toast }[];
}

/** How long the desktop's own call waits for a daemon that never comes, the whole process with it. */
const BLOCKED_MS = 25_000;

export function createFakeNotifier(clock: Pick<Clock, 'now'>, mode: NotifierMode = 'ok'): FakeNotifier {
  const notifier: FakeNotifier = {
    mode,
    shown: [],
    ready: async () => notifier.mode === 'ok',
    raise(toast) {
      if (notifier.mode === 'ok') notifier.shown.push({ at: clock.now(), toast });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
    },
  };
  return notifier;
}
