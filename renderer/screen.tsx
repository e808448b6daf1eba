import { lazy, Suspense } from 'react';
import type { Snapshot } from '../shared/snapshot.ts';
import { load } from './load.ts';
import { Page } from './parts/page.tsx';
import type { Place } from './place.ts';
import { Home } from './screens/home.tsx';
import { useSpoken } from './speaking.ts';

const About = lazy(load.about);
const Add = lazy(load.add);
const Audit = lazy(load.audit);
const Backup = lazy(load.backup);
const Doctor = lazy(load.doctor);
const Edit = lazy(load.edit);
const Find = lazy(load.find);
const Inbox = lazy(load.inbox);
const Lending = lazy(load.lending);
const Replace = lazy(load.replace);
const SettingsScreen = lazy(load.settings);
const SignInAgain = lazy(load.signInAgain);
const Team = lazy(load.team);
const TokenScreen = lazy(load.token);
const Tokens = lazy(load.tokens);

interface ScreenProps {
  readonly place: Place;
  readonly snapshot: Snapshot;
}

export function Screen({ place, snapshot }: ScreenProps) {
  return (
    <Suspense fallback={null}>
      <Which place={place} snapshot={snapshot} />
    </Suspense>
  );
}

/** Those that need nothing but the picture. */
const whole = {
  home: ({ snapshot }: OfSnapshot) => <Home snapshot={snapshot} />,
  lending: ({ snapshot }: OfSnapshot) => <Lending snapshot={snapshot} />,
  team: ({ snapshot }: OfSnapshot) => <Team snapshot={snapshot} />,
  audit: () => <Audit />,
  inbox: ({ snapshot }: OfSnapshot) => <Inbox snapshot={snapshot} />,
  settings: ({ snapshot }: OfSnapshot) => <SettingsScreen settings={snapshot.settings} lock={snapshot.lock} />,
  backup: ({ snapshot }: OfSnapshot) => <Backup snapshot={snapshot} />,
  doctor: () => <Doctor />,
  about: ({ snapshot }: OfSnapshot) => <About snapshot={snapshot} />,
} as const;

type OfSnapshot = Pick<ScreenProps, 'snapshot'>;
type WholePlace = Extract<Place, { readonly screen: keyof typeof whole }>;

const isWhole = (place: Place): place is WholePlace => Object.hasOwn(whole, place.screen);

function Which({ place, snapshot }: ScreenProps) {
  if (isWhole(place)) {
    const Here = whole[place.screen];
    return <Here snapshot={snapshot} />;
  }
  switch (place.screen) {
    case 'tokens':
      return <Tokens snapshot={snapshot} from={place.from} />;
    case 'add':
      return <Add snapshot={snapshot} way={place.way ?? 'value'} />;
    case 'find':
      return <Find key={place.way} snapshot={snapshot} way={place.way ?? 'machine'} />;
    default:
      return <OfToken place={place} snapshot={snapshot} />;
  }
}

type TokenPlace = Extract<Place, { token: unknown }>;

function OfToken({ place, snapshot }: { readonly place: TokenPlace; readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const view = snapshot.tokens.find(({ token }) => token.id === place.token);
  if (view === undefined) {
    return (
      <div className="tk-late">
        <Page title={text.frame.notHere} deep>
          <p className="tk-calm">{text.frame.notKept}</p>
        </Page>
      </div>
    );
  }
  const parts = { view, snapshot };
  switch (place.screen) {
    case 'edit':
      return <Edit {...parts} key={place.token} />;
    case 'sign-in-again':
      return <SignInAgain view={view} key={place.token} />;
    case 'replace':
      return <Replace {...parts} key={place.token} />;
    case 'token':
      return <TokenScreen {...parts} key={place.token} />;
  }
}
