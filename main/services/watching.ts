import type { Sighting } from '../../shared/commands/scan.ts';
import type { End } from '../../shared/lifetime.ts';
import type { NoticeKind } from '../../shared/notice.ts';
import { gravityOf } from '../../shared/order.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Searched } from '../domain/scan-ports.ts';
import type { Notifying } from './notifying.ts';
import type { Picture } from './picture.ts';
import type { Scanning } from './scanning.ts';

export interface Watching {
  start(): void;
  /** Once started: watches the folders that are set, and no others. Those that are new are searched once. */
  follow(): void;
  stop(): void;
}

type Needs = Pick<Ports, 'clock' | 'settings' | 'memory' | 'catalog' | 'audit' | 'elsewhere' | 'log'> & {
  readonly registry: Registry;
  readonly scanning: Pick<Scanning, 'scan'>;
  readonly notifying: Pick<Notifying, 'raise'>;
  readonly picture: Pick<Picture, 'view'>;
};

/** Searches folders that a person named, whenever something in them changes; says something only where one of ours lies there and lives. */
export function createWatching(needs: Needs): Watching {
  const { clock, settings, memory, catalog, audit, elsewhere, log, registry, scanning, notifying, picture } = needs;
  const watches = new Map<string, End>();
  /** Changed while no value could be had. */
  const missed = new Set<string>();
  let state: 'waits' | 'runs' | 'over' = 'waits';
  /** One search after the other: it is to be quiet. */
  let searching: Promise<void> = Promise.resolve();

  function search(folder: string, files: readonly string[]): void {
    searching = searching.then(() => (state === 'runs' && watches.has(folder) ? look(folder, files) : undefined));
  }

  async function look(folder: string, files: readonly string[]): Promise<void> {
    if (catalog.list().length === 0) return;
    const places = (files.length === 0 ? [folder] : files).map((root): Searched => ({ kind: 'tree', root }));
    for (const place of places) {
      const scanned = await scanning.scan({ root: folder, places: [place], strangers: false });
      if (scanned.ok) await tell(scanned.value.sightings);
      else if (scanned.failure.code.startsWith('keyring-')) missed.add(folder);
      // A file that went again is no news.
      else if (scanned.failure.code !== 'scan-impossible') log.note('watch-failed', { code: scanned.failure.code });
    }
  }

  async function tell(sightings: readonly Sighting[]): Promise<void> {
    const fresh = new Map<string, NoticeKind & { readonly kind: 'found' }>();
    for (const sighting of sightings) {
      const what = noticeOf(sighting);
      if (what !== undefined && !isTold(what)) fresh.set(`${what.token}\n${what.file}`, what);
    }
    for (const { token, label, file } of fresh.values())
      await audit.append({ at: clock.now(), act: 'scan', token, label, actor: 'watch', outcome: `found in ${file}` });
    await notifying.raise([...fresh.values()]);
  }

  function noticeOf({ token: ours, place: { file } }: Sighting): (NoticeKind & { readonly kind: 'found' }) | undefined {
    const token = catalog.list().find(({ id }) => id === ours?.id);
    if (token === undefined || gravityOf(picture.view(token).status) === 'dead') return undefined;
    const provider = registry.get(token.provider)?.name ?? token.provider;
    return { kind: 'found', token: token.id, label: token.label, provider, file };
  }

  const isTold = ({ token, file }: { readonly token: string; readonly file: string }): boolean =>
    memory.get().notices.some(({ what }) => what.kind === 'found' && what.token === token && what.file === file);

  function follow(): void {
    if (state !== 'runs') return;
    const wanted = new Set(settings.get().watched);
    for (const [folder, end] of watches) {
      if (wanted.has(folder)) continue;
      void end();
      watches.delete(folder);
    }
    for (const folder of missed) search(folder, []);
    missed.clear();
    for (const folder of wanted) {
      if (watches.has(folder)) continue;
      watches.set(
        folder,
        elsewhere.watch(folder, (files) => search(folder, files)),
      );
      search(folder, []);
    }
  }

  return {
    follow,
    start() {
      state = 'runs';
      follow();
    },
    stop() {
      state = 'over';
      for (const end of watches.values()) void end();
      watches.clear();
    },
  };
}
