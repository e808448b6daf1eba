import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { bridge } from './bridge.ts';
import { Banners } from './parts/banners.tsx';
import { OutcomeStrip } from './parts/outcome-strip.tsx';
import { Page } from './parts/page.tsx';
import { SideBar } from './parts/side-bar.tsx';
import { Going, home, placeOf, type Place } from './place.ts';
import { Reporting, type Outcome } from './report.ts';
import { Add } from './screens/add.tsx';
import { Doctor } from './screens/doctor.tsx';
import { Edit } from './screens/edit.tsx';
import { Inbox } from './screens/inbox.tsx';
import { Replace } from './screens/replace.tsx';
import { SettingsScreen } from './screens/settings.tsx';
import { SignInAgain } from './screens/sign-in-again.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { TokenScreen } from './screens/token.tsx';
import { Tokens } from './screens/tokens.tsx';
import { useKeys } from './use-keys.ts';
import { NowProvider } from './use-now.tsx';
import { useSnapshot } from './use-snapshot.ts';

export function App() {
  const snapshot = useSnapshot();
  const [place, setPlace] = useState<Place>(home);
  const [query, setQuery] = useState('');
  const [outcome, report] = useState<Outcome>();
  const go = useCallback((next: Place) => {
    report(undefined);
    setPlace(next);
  }, []);
  useEffect(() => bridge.onOpen((target) => go(placeOf(target))), [go]);
  useKeys({ place, query, go, onQuery: setQuery });

  if (snapshot === undefined) return <p className="tk-calm tk-waiting">Opening the vault</p>;
  return (
    <NowProvider atLeast={snapshot.at}>
      <Going value={go}>
        <Reporting value={report}>
          <div className="tk-app">
            <SideBar place={place} snapshot={snapshot} />
            <div className="tk-body">
              <Main place={place}>
                <Banners keyring={snapshot.keyring} troubles={snapshot.troubles} />
                <Screen place={place} snapshot={snapshot} query={query} onQuery={setQuery} />
              </Main>
              <OutcomeStrip outcome={outcome} clipboard={snapshot.clipboard} />
            </div>
          </div>
        </Reporting>
      </Going>
    </NowProvider>
  );
}

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

interface ScreenProps {
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Screen({ place, snapshot, query, onQuery }: ScreenProps) {
  switch (place.screen) {
    case 'tokens':
      return <Tokens snapshot={snapshot} from={place.from} query={query} onQuery={onQuery} />;
    case 'add':
      return <Add snapshot={snapshot} />;
    case 'sign-in':
      return <SignIn snapshot={snapshot} />;
    case 'inbox':
      return <Inbox snapshot={snapshot} />;
    case 'settings':
      return <SettingsScreen settings={snapshot.settings} />;
    case 'doctor':
      return <Doctor />;
    default:
      return <OfToken place={place} snapshot={snapshot} />;
  }
}

type TokenPlace = Extract<Place, { token: unknown }>;

function OfToken({ place, snapshot }: { readonly place: TokenPlace; readonly snapshot: Snapshot }) {
  const view = snapshot.tokens.find(({ token }) => token.id === place.token);
  if (view === undefined) {
    return (
      <div className="tk-late">
        <Page title="Not here" back={home}>
          <p className="tk-calm">That token is not kept here any more.</p>
        </Page>
      </div>
    );
  }
  const parts = { view, snapshot };
  if (place.screen === 'edit') return <Edit {...parts} key={place.token} />;
  if (place.screen === 'sign-in-again') return <SignInAgain view={view} key={place.token} />;
  return place.screen === 'replace' ? (
    <Replace {...parts} key={place.token} />
  ) : (
    <TokenScreen {...parts} key={place.token} />
  );
}
