import type { ScanReport, ScanState, Sighting } from '../../shared/commands/scan.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { between, duration, minutes, seconds, type Duration } from '../../shared/time.ts';
import type { Sought } from '../domain/candidate.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Searched, Traces } from '../domain/scan-ports.ts';
import { searchShapes } from '../domain/search-shape.ts';
import { createOwnValues, type Earlier, type OwnValues } from './own-values.ts';
import type { Picture } from './picture.ts';
import { createSightings } from './sightings.ts';

/** A search that takes longer says so and ends. */
const LONGEST = minutes(2);
/** How long an asker waits for news before it is told how far it is. */
const NEWS_AFTER = seconds(1);
/** A report that nobody came for is forgotten. */
const KEEP = minutes(10);

interface Wanted {
  readonly root: string;
  readonly places: readonly Searched[];
  /** Those that are not there are passed over. */
  readonly isOptional?: boolean;
  /** Tell also what is not ours. */
  readonly strangers: boolean;
  /** Values that tokens had before. */
  readonly also?: readonly Earlier[];
}

export interface Scanning {
  /** Begins a search; its news are asked for by the id. */
  begin(input: Asked<'scan'>, actor: string): Promise<Result<{ readonly id: string }, Failure>>;
  /** Waits a moment for the end; answers how far it is where that does not come. */
  news(id: string): Promise<Result<ScanState, Failure>>;
  cancel(id: string): boolean;
  /** From now on, this value is not told any more where it is searched for here. */
  ignore(input: Asked<'scanIgnore'>, actor: string): Promise<Result<{ readonly file: string }, Failure>>;
  /** One search, from its beginning to its end. */
  scan(wanted: Wanted): Promise<Result<ScanReport, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'timer' | 'random' | 'secrets' | 'digester' | 'catalog' | 'audit' | 'elsewhere'> & {
  readonly registry: Registry;
  readonly picture: Pick<Picture, 'view'>;
  /** Where shells keep what was typed. */
  readonly histories: readonly string[];
};

interface Running {
  readonly ended: Promise<Result<ScanReport, Failure>>;
  readonly far: { files: number; found: () => number };
  stop(): void;
}

export function createScanning(needs: Needs): Scanning {
  const { clock, timer, random, digester, audit, registry, picture } = needs;
  const { scanner } = needs.elsewhere;
  const shapes = searchShapes(registry);
  const ownValues = createOwnValues(needs, shapes);
  const running = new Map<string, Running>();

  function start(wanted: Wanted): Running {
    const far = { files: 0, found: () => 0 };
    let [isStopped, stop] = [false, (): void => undefined];
    const hooks = {
      progress: (files: number) => void (far.files = files),
      started(end: () => void) {
        stop = end;
        if (isStopped) end();
      },
    };
    return { far, stop: () => ((isStopped = true), stop()), ended: run(wanted, far, hooks, () => isStopped) };
  }

  type Hooks = Pick<Parameters<typeof scanner.search>[3], 'progress' | 'started'>;

  async function run(
    { root, places, isOptional, strangers, also }: Wanted,
    far: Running['far'],
    hooks: Hooks,
    isStopped: () => boolean,
  ): Promise<Result<ScanReport, Failure>> {
    const began = clock.now();
    const own = await ownValues.all(also);
    if (!own.ok) return own;
    const sought = soughtOf(own.value, strangers);
    const sightings = createSightings({ digester, own: own.value, sought, strangers, view: picture.view });
    far.found = sightings.count;
    const ends = [];
    for (const place of isStopped() ? [] : places) {
      const ended = await scanner.search(place, tracesOf(sought, own.value), LONGEST, {
        ...hooks,
        hear: sightings.hear,
      });
      if (ended.ok) ends.push(ended.value);
      else if (isOptional !== true || ended.failure.code !== 'scan-impossible') return ended;
    }
    const failure = sightings.failure();
    if (failure !== undefined) return failed(failure);
    const { kept, ignored } = without(sightings.list(), await scanner.ignored(root));
    return succeeded({
      root,
      sightings: kept,
      ignored,
      files: ends.reduce((sum, { files }) => sum + files, 0),
      skipped: ends.flatMap(({ skipped }) => skipped),
      cut: isStopped() || ends.some(({ cut }) => cut),
      unsearchable: own.value.unsearchable,
      tookMs: between(began, clock.now()),
    });
  }

  function soughtOf({ lengths, bare }: OwnValues, strangers: boolean): Sought {
    return { shapes: strangers ? shapes : shapes.filter(({ rule }) => lengths.has(rule)), lengths, bare };
  }

  function placesOf({ path, history, staged, index, shellHistory }: Asked<'scan'>): readonly Searched[] {
    if (shellHistory) return needs.histories.map((root) => ({ kind: 'tree', root }));
    if (staged) return [{ kind: 'staged', root: path, index }];
    return [{ kind: 'tree', root: path }, ...(history ? [{ kind: 'history', root: path } as const] : [])];
  }

  const tell = ({ far }: Running): ScanState => ({ kind: 'running', files: far.files, found: far.found() });

  return {
    ignore,
    scan: (wanted) => start(wanted).ended,

    async begin(input, actor) {
      const { path, shellHistory, allPatterns } = input;
      const written = await audit.append({ at: clock.now(), act: 'scan', label: path, actor, outcome: 'asked' });
      if (!written.ok) return written;
      const id = random.id();
      const one = start({ root: path, places: placesOf(input), isOptional: shellHistory, strangers: allPatterns });
      running.set(id, one);
      void one.ended.then(() => timer.after(KEEP, () => void running.delete(id)));
      return succeeded({ id });
    },

    async news(id) {
      const one = running.get(id);
      if (one === undefined) return failed({ code: 'scan-over' });
      const ended = await Promise.race([one.ended, pause(NEWS_AFTER)]);
      if (ended === undefined) return succeeded(tell(one));
      running.delete(id);
      return ended.ok ? succeeded({ kind: 'done', report: ended.value }) : ended;
    },

    cancel(id) {
      running.get(id)?.stop();
      return running.has(id);
    },
  };

  async function ignore({ path, id, rule }: Asked<'scanIgnore'>, actor: string) {
    const written = await scanner.ignore(path, `${id} ${rule}`);
    if (!written.ok) return failed({ code: 'file-unwritable' as const, file: path, reason: written.failure });
    await audit.append({ at: clock.now(), act: 'scan', label: path, actor, outcome: `ignored ${id} ${rule}` });
    return succeeded({ file: written.value });
  }

  function pause(length: Duration): Promise<undefined> {
    return new Promise((resolve) => timer.after(duration(length), () => resolve(undefined)));
  }
}

/** Ours are looked for in every way of writing, others where they lie open. */
function tracesOf({ shapes, bare }: Sought, own: OwnValues): Traces {
  const hidden = shapes.filter(({ rule }) => own.lengths.has(rule)).flatMap(({ starts }) => starts);
  const shapeless = shapes.filter(({ starts }) => starts.length === 0).map(({ source }) => source);
  return {
    starts: [...new Set(shapes.flatMap(({ starts }) => starts))],
    hidden: [...new Set(hidden)],
    // Nothing that looks around can be asked of the engine.
    patterns: shapeless.filter((source) => !/\(\?[=!<]/.test(source)),
    ...(bare.size === 0 ? {} : { runs: Math.min(...bare) }),
  };
}

/** A line of the ignore file names a value by its id and, after a blank, the rule; what follows is a note. */
function without(
  sightings: readonly Sighting[],
  lines: readonly string[],
): { readonly kept: readonly Sighting[]; readonly ignored: number } {
  const named = new Set(lines.map((line) => line.trim().split(/\s+/).slice(0, 2).join(' ')));
  const kept = sightings.filter(({ id, rule }) => !named.has(`${id} ${rule}`));
  return { kept, ignored: sightings.length - kept.length };
}
