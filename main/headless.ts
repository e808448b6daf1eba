import { tmpdir } from 'node:os';
import type { Reply } from '../shared/agent.ts';
import type { DrillName, DrillReport } from '../shared/drill.ts';
import type { Failure } from '../shared/failure.ts';
import { createLifetime, type Lifetime } from '../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../shared/result.ts';
import { socketPlace, type SocketPlace } from '../shared/socket.ts';
import type { Duration } from '../shared/time.ts';
import { answerWith, type Answer } from './adapters/agent-answers.ts';
import { serveAgent } from './adapters/agent-socket.ts';
import { prepareHome } from './adapters/home.ts';
import { hearNoDebugger, writeNoCore } from './adapters/no-core.ts';
import { openLog } from './adapters/log-file.ts';
import { takeLock } from './adapters/process-lock.ts';
import { takeTurn } from './adapters/vault-turn.ts';
import type { Log } from './domain/ports.ts';
import { openHeadlessPorts } from './headless-ports.ts';
import { openVault, type Vault } from './vault.ts';

interface Opened {
  readonly vault: Vault;
  readonly log: Log;
  readonly answer: Answer;
  stuck(): boolean;
}

/** The vault under its lock; all that was opened is the lifetime's. */
async function open(
  home: string,
  lifetime: Lifetime,
  { take, leave }: { take(lockPath: string): ReturnType<typeof takeLock>; leave(): boolean },
): Promise<Result<Opened, Failure>> {
  const places = prepareHome(home);
  if (!places.ok) return places;
  const lock = await take(places.value.lock);
  if (!lock.ok) return lock;
  lifetime.own(lock.value);
  const log = openLog(places.value.logs);
  let clockOffset = (): Duration | undefined => undefined;
  const opened = openHeadlessPorts({ places: places.value, log, lifetime, clockOffset: () => clockOffset() });
  if (!opened.ok) return opened;
  const surface = {
    open: () => false,
    leave,
    tray: () => 'no-host' as const,
    language: systemLanguage,
    drawsLabels: false,
  };
  const vault = openVault(opened.value.ports, surface);
  clockOffset = vault.clockOffset;
  lifetime.own(vault.stop);
  return succeeded({ vault, log, answer: answerWith(vault.agent, log), stuck: opened.value.stuck });
}

const systemLanguage = Intl.DateTimeFormat().resolvedOptions().locale;

const placeOf = (home: string): SocketPlace => socketPlace(home, process.platform, process.getuid?.(), tmpdir());

/** Opens the vault, answers one message and puts all away again. Nothing that is due by itself is done. */
export async function runOnce(home: string, message: unknown): Promise<Reply> {
  const lifetime = createLifetime();
  try {
    const take = (lockPath: string) => takeTurn(lockPath, placeOf(home));
    const opened = await open(home, lifetime, { take, leave: () => false });
    return opened.ok ? await opened.value.answer(message) : opened;
  } finally {
    await lifetime.end();
  }
}

interface Serving {
  /** Resolves when all is put away. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** The vault with no window: heartbeat and socket, until a signal, a person or an app that takes over asks it to leave. */
export async function serve(home: string): Promise<Result<Serving, Failure>> {
  const lifetime = createLifetime();
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const opened = await open(home, lifetime, {
    take: (lockPath) => takeLock(lockPath, { waitMs: 10_000 }),
    leave() {
      leave();
      return true;
    },
  });
  if (!opened.ok) return endWith(lifetime, opened.failure);
  writeNoCore();
  hearNoDebugger();
  const { vault, answer, log, stuck } = opened.value;
  const served = await serveAgent({ place: placeOf(home), answer, log });
  if (!served.ok) return endWith(lifetime, served.failure);
  lifetime.own(served.value);
  void vault.start();
  const ended = left.then(async () => {
    await lifetime.end();
    // Exit waits for every thread, and one that waits for the keychain may never come back.
    if (stuck()) process.kill(process.pid, 'SIGKILL');
  });
  return succeeded({ ended, leave });
}

async function endWith(lifetime: Lifetime, failure: Failure): Promise<Result<never, Failure>> {
  await lifetime.end();
  return failed(failure);
}

/** What only a drill needs is loaded for it alone. */
export async function rehearse(drill: DrillName): Promise<DrillReport> {
  return (await import('./drill/drill.ts')).rehearse(drill);
}
