import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { bridge } from './bridge.ts';
import { Filtering, noFilter, type ListFilter } from './list-filter.ts';
import { Banners } from './parts/banners.tsx';
import { Mended } from './parts/mended.tsx';
import { OutcomeStrip } from './parts/outcome-strip.tsx';
import { SideBar } from './parts/side-bar.tsx';
import { back, further, Going, hereIn, home, placeOf, type Place, type Trail } from './place.ts';
import { Reporting, type Outcome } from './report.ts';
import { Screen } from './screen.tsx';
import { onSearchAsked, openSearch, type SearchAsked } from './search-door.ts';
import { Speaking, useLanguage } from './speaking.ts';
import { useKeys } from './use-keys.ts';
import { NowProvider } from './use-now.tsx';
import { useSnapshot } from './use-snapshot.ts';
import { atLeisure, load } from './load.ts';

const Questions = lazy(load.questions);
const GoAnywhere = lazy(load.goAnywhere);

export function App() {
  const snapshot = useSnapshot();
  const [trail, setTrail] = useState<Trail>([home]);
  const [filter, setWholeFilter] = useState<ListFilter>(noFilter);
  const [outcome, report] = useState<Outcome>();
  const setFilter = useCallback(
    (change: Partial<ListFilter>) => setWholeFilter((before) => ({ ...before, ...change })),
    [],
  );
  const travel = useMemo(
    () => ({
      go(next: Place) {
        report(undefined);
        setTrail((before) => further(before, next));
      },
      back() {
        report(undefined);
        setTrail(back);
      },
    }),
    [],
  );
  const filtering = useMemo(() => ({ filter, setFilter }), [filter, setFilter]);
  useEffect(
    () =>
      bridge.onOpen((target) => {
        travel.go(placeOf(target));
        if (target.kind === 'search') openSearch({ quick: true });
      }),
    [travel],
  );
  const place = hereIn(trail);
  useKeys({ place, query: filter.query, travel, onQuery: (query) => setFilter({ query }) });
  const spoken = useLanguage(snapshot?.language ?? 'en');
  useEffect(() => {
    document.documentElement.lang = spoken.words.language;
  }, [spoken]);

  if (snapshot === undefined || !isEnough(snapshot, place)) return <div className="tk-opening" aria-busy="true" />;
  return (
    <Speaking value={spoken}>
      <NowProvider atLeast={snapshot.at}>
        <Going value={travel}>
          <Reporting value={report}>
            <Filtering value={filtering}>
              <Mended>
                <Frame place={place} snapshot={snapshot} outcome={outcome} />
              </Mended>
            </Filtering>
          </Reporting>
        </Going>
      </NowProvider>
    </Speaking>
  );
}

/** The first glance needs no more than the worst tokens and those that end soonest, which come first. */
const isEnough = ({ toCome }: Snapshot, place: Place): boolean => toCome === undefined || place.screen === 'home';

interface FrameProps {
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly outcome: Outcome | undefined;
}

/** Drawn anew when one of these changes, and not for each key in a search. */
const Frame = memo(function Frame({ place, snapshot, outcome }: FrameProps) {
  const [asked, setAsked] = useState<SearchAsked>();
  useEffect(() => onSearchAsked(setAsked), []);
  const isWhole = snapshot.toCome === undefined;
  useEffect(() => (isWhole ? atLeisure() : undefined), [isWhole]);
  return (
    <div className="tk-app">
      <SideBar place={place} snapshot={snapshot} />
      <div className="tk-body">
        <Main place={place}>
          <Banners snapshot={snapshot} />
          <Mended key={'token' in place ? place.token : place.screen}>
            <Screen place={place} snapshot={snapshot} />
          </Mended>
        </Main>
        <OutcomeStrip outcome={outcome} clipboard={snapshot.clipboard} />
      </div>
      <Suspense fallback={null}>
        {snapshot.questions.length > 0 && <Questions questions={snapshot.questions} />}
        {asked !== undefined && <GoAnywhere snapshot={snapshot} asked={asked} />}
      </Suspense>
    </div>
  );
});

function Main({ place, children }: { readonly place: Place; readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    main.current?.scrollTo({ top: 0 });
  }, [place]);
  return (
    <main ref={main} className="tk-main">
      {children}
    </main>
  );
}
