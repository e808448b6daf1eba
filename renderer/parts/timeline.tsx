import { useElementSize } from '@mantine/hooks';
import { timeTicks } from 'd3-time';
import { lazy, Suspense, useMemo, useState, type KeyboardEvent } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { ProviderView, TokenView } from '../../shared/snapshot.ts';
import { instant, later, type Instant } from '../../shared/time.ts';
import { along, AHEAD, marksAhead, pilesOf, type Lane, type Mark, type Pile } from '../ahead.ts';
import { load } from '../load.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { TimelineMark } from './timeline-mark.tsx';
import { TimelineReading } from './timeline-reading.tsx';

const TimelineRest = lazy(load.timelineRest);

const MARK_PX = 20;
const MOST_HIGH = 4;
const LANES = ['person', 'itself'] as const satisfies readonly Lane[];

interface TimelineProps {
  readonly tokens: readonly TokenView[];
  readonly settings: Settings;
  readonly providers: readonly ProviderView[];
}

/** The coming 90 days. One Tab stop: arrows go from mark to mark. */
export function Timeline({ tokens, settings, providers }: TimelineProps) {
  const now = useNow();
  const go = useGo();
  const { text } = useSpoken();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const marks = useMemo(() => marksAhead(tokens, settings, now), [tokens, settings, now]);
  const columns = Math.max(1, Math.floor(width / MARK_PX));
  const piles = useMemo(() => (width === 0 ? [] : pilesOf(marks, now, columns)), [marks, now, columns, width]);
  const [read, setRead] = useState<Mark>();
  const drawn = useMemo(() => piles.flatMap(({ marks: all }) => shownOf(all)), [piles]);
  const reached = drawn.find(({ view }) => view.token.id === read?.view.token.id) ?? soonest(drawn);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const next = stepFrom(drawn, reached, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setRead(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-token="${CSS.escape(next.view.token.id)}"]`)?.focus();
  };

  return (
    <section aria-labelledby="ahead" className="tk-ahead">
      <div className="tk-section-head">
        <h2 id="ahead">{text.home.ahead}</h2>
        {marks.length > 0 && <span className="tk-quiet tk-small">{text.home.aheadHint}</span>}
      </div>
      {marks.length === 0 ? (
        <p className="tk-quiet">{text.home.nothingAhead}</p>
      ) : (
        <>
          <div ref={ref} className="tk-plot" role="group" aria-label={text.home.ahead} onKeyDown={move}>
            {LANES.map((lane) => (
              <PlotLane
                key={lane}
                name={text.home[lane]}
                piles={piles.filter((pile) => pile.lane === lane)}
                columns={columns}
                now={now}
                read={read?.lane === lane ? read : undefined}
                reached={reached}
                onRead={setRead}
                onOpen={({ view }) => go({ screen: 'token', token: view.token.id })}
              />
            ))}
            <Axis now={now} width={width} />
          </div>
          <TimelineReading mark={read} providers={providers} />
        </>
      )}
    </section>
  );
}

/** All of a pile, or as many as leave room for the number of the rest. */
const shownOf = (marks: readonly Mark[]): readonly Mark[] =>
  marks.length <= MOST_HIGH ? marks : marks.slice(0, MOST_HIGH - 1);

const soonest = (marks: readonly Mark[]): Mark | undefined =>
  marks.reduce<Mark | undefined>(
    (first, mark) => (first === undefined || mark.at < first.at ? mark : first),
    undefined,
  );

const STEPS: Readonly<Record<string, (sorted: readonly Mark[], here: number) => Mark | undefined>> = {
  ArrowRight: (sorted, here) => sorted[here + 1],
  ArrowLeft: (sorted, here) => sorted[here - 1],
  Home: (sorted) => sorted[0],
  End: (sorted) => sorted.at(-1),
  ArrowUp: (sorted, here) => nearest(sorted, here, 'person'),
  ArrowDown: (sorted, here) => nearest(sorted, here, 'itself'),
};

function stepFrom(drawn: readonly Mark[], reached: Mark | undefined, key: string): Mark | undefined {
  const sorted = [...drawn].sort((a, b) => a.at - b.at);
  return STEPS[key]?.(sorted, reached === undefined ? -1 : sorted.indexOf(reached));
}

function nearest(sorted: readonly Mark[], here: number, lane: Lane): Mark | undefined {
  const at = sorted[here]?.at ?? 0;
  const others = sorted.filter((mark, index) => mark.lane === lane && index !== here);
  return others.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

interface PlotLaneProps {
  readonly name: string;
  readonly piles: readonly Pile[];
  readonly columns: number;
  readonly now: Instant;
  readonly read: Mark | undefined;
  readonly reached: Mark | undefined;
  readonly onRead: (mark: Mark) => void;
  readonly onOpen: (mark: Mark) => void;
}

function PlotLane({ name, piles, columns, now, read, reached, onRead, onOpen }: PlotLaneProps) {
  const high = Math.min(MOST_HIGH, Math.max(1, ...piles.map(({ marks }) => marks.length)));
  return (
    <div className="tk-lane" style={{ height: high * MARK_PX + 24 }}>
      <span className="tk-lane-name">{name}</span>
      {read !== undefined && <Warnings mark={read} now={now} />}
      {piles.map(({ column, marks }) => {
        const left = `${((column + 0.5) / columns) * 100}%`;
        const shown = shownOf(marks);
        return (
          <div key={column} className="tk-pile" style={{ left }}>
            {shown.map((mark) => (
              <TimelineMark
                key={mark.view.token.id}
                mark={mark}
                isReached={mark === reached}
                onRead={onRead}
                onOpen={onOpen}
              />
            ))}
            {shown.length < marks.length && (
              <Suspense fallback={null}>
                <TimelineRest marks={marks.slice(shown.length)} onOpen={onOpen} />
              </Suspense>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** From the first warning to the end of the token that is read. */
function Warnings({ mark, now }: { readonly mark: Mark; readonly now: Instant }) {
  const [first] = mark.warnsAt;
  if (first === undefined) return null;
  const percent = (at: Instant): string => `${along(at, now) * 100}%`;
  return (
    <>
      <span
        className="tk-lead-line"
        style={{ left: percent(first), width: `${(along(mark.at, now) - along(first, now)) * 100}%` }}
      />
      {mark.warnsAt.map((at) => (
        <span key={at} className="tk-lead" style={{ left: percent(at) }} />
      ))}
    </>
  );
}

const TICK_PX = 72;
/** What the word for today takes, with half a date beside it. */
const TODAY_PX = 84;

function Axis({ now, width }: { readonly now: Instant; readonly width: number }) {
  const { words, text } = useSpoken();
  const few = Math.max(2, Math.floor(width / TICK_PX / 2));
  const ticks = timeTicks(new Date(now), new Date(later(now, AHEAD)), few)
    .map((tick) => instant(tick.getTime()))
    .filter((at) => along(at, now) * width > TODAY_PX && (1 - along(at, now)) * width > TICK_PX / 2);
  return (
    <div className="tk-axis" aria-hidden="true">
      <span style={{ left: 0 }} className="tk-axis-today">
        {text.home.today}
      </span>
      {ticks.map((at) => (
        <span key={at} style={{ left: `${along(at, now) * 100}%` }}>
          {words.time.day(at)}
        </span>
      ))}
    </div>
  );
}
