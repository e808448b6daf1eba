import { duration, later, type Instant } from '../../shared/time.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Snapshot, SnapshotMessage, Surroundings, TokenView } from '../../shared/snapshot.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { nextDueOf } from '../domain/due.ts';
import type { DueContext } from '../domain/moments.ts';
import type { Clock, Timer } from '../domain/ports.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { statusOf } from '../domain/status.ts';
import { warningsOf } from '../domain/token-warnings.ts';
import type { Learning } from './learning.ts';

/** At most ten pictures a second. */
const PACE = duration(100);

export interface Picture {
  view(token: Token): TokenView;
  snapshot(): Snapshot;
  /** The whole at once, then each change. */
  watch(listener: (message: SnapshotMessage) => void): End;
  /** Says that something may have changed. Changes close together become one message. */
  publish(): void;
  stop(): void;
}

interface Needs {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly learning: Learning;
  around(): Surroundings;
  dueContext(): DueContext;
}

/** Draws the vault as one secret-free snapshot and sends what changed to whoever watches. */
export function createPicture({ clock, timer, catalog, registry, learning, around, dueContext }: Needs): Picture {
  let drawn: Snapshot | undefined;
  let waiting: End | undefined;
  const cache = new Map<TokenId, { token: Token; view: TokenView }>();
  const listeners = new Set<(message: SnapshotMessage) => void>();

  function view(token: Token, now: Instant = clock.now(), context: DueContext = dueContext()): TokenView {
    const renews = context.renews(token);
    const status = statusOf(token, later(now, context.ahead(token)), context.settings.leads, renews);
    const nextDue = nextDueOf(token, now, context);
    const learned = learning.of(token);
    const before = cache.get(token.id);
    const isSame = before?.token === token && before.view.learned === learned;
    if (isSame && alike(before.view, { status, nextDue })) return before.view;
    const { digest: _digest, ...facts } = token;
    const fresh: TokenView = {
      token: { ...facts, warnings: warnings(token, now) },
      status,
      nextDue,
      renews,
      link: linkOf(token),
      learned,
    };
    cache.set(token.id, { token, view: fresh });
    return fresh;
  }

  const linkOf = (token: Token): string | undefined => registry.get(token.provider)?.link?.(token);

  function warnings(token: Token, now: Instant): TokenView['token']['warnings'] {
    const users = learning.consumersOf(token).length;
    return warningsOf(token, { now, provider: registry.get(token.provider), users });
  }

  function draw(version: number): Snapshot {
    const [now, context] = [clock.now(), dueContext()];
    return { ...around(), version, at: now, tokens: catalog.list().map((token) => view(token, now, context)) };
  }

  function send(): void {
    waiting = undefined;
    if (listeners.size === 0) {
      drawn = undefined;
      return;
    }
    const before = drawn ?? draw(0);
    drawn = draw(before.version + 1);
    const message = changeBetween(before, drawn);
    for (const id of message.gone) cache.delete(id);
    for (const listener of listeners) listener(message);
  }

  return {
    view: (token) => view(token),
    snapshot: () => drawn ?? draw(0),
    watch(listener) {
      drawn ??= draw(0);
      listeners.add(listener);
      listener({ kind: 'whole', snapshot: drawn });
      return () => {
        listeners.delete(listener);
        // Nothing is drawn for nobody, so what was drawn last would grow old.
        if (listeners.size === 0) drawn = undefined;
      };
    },
    publish() {
      if (listeners.size > 0) waiting ??= timer.after(PACE, send);
    },
    stop() {
      void waiting?.();
      listeners.clear();
    },
  };
}

function alike(before: TokenView, now: Pick<TokenView, 'status' | 'nextDue'>): boolean {
  return JSON.stringify([before.status, before.nextDue]) === JSON.stringify([now.status, now.nextDue]);
}

function changeBetween(before: Snapshot, after: Snapshot): Extract<SnapshotMessage, { kind: 'change' }> {
  const [old, fresh] = [
    new Map(before.tokens.map((v) => [v.token.id, v])),
    new Set(after.tokens.map((v) => v.token.id)),
  ];
  const { version, at, tokens, ...around } = after;
  const { version: _version, at: _at, tokens: _tokens, ...aroundBefore } = before;
  const changed = tokens.filter((v) => old.get(v.token.id) !== v);
  const gone = before.tokens.map((v) => v.token.id).filter((id) => !fresh.has(id));
  const moved = JSON.stringify(around) !== JSON.stringify(aroundBefore);
  return { kind: 'change', version, at, tokens: changed, gone, ...(moved ? { around } : {}) };
}
