import { lazy } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { asideWords, needPerson, quietWords } from '../attention.ts';
import { Counts } from '../parts/counts.tsx';
import { NeedsYou } from '../parts/needs-you.tsx';
import { load } from '../load.ts';
import { Page } from '../parts/page.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

const Welcome = lazy(load.welcome);

/** The first glance: what needs a person, or that nothing does and until when; then what comes, then how many there are. */
export function Home({ snapshot }: { readonly snapshot: Snapshot }) {
  const now = useNow();
  const spoken = useSpoken();
  if (snapshot.tokens.length === 0) return <Welcome snapshot={snapshot} />;
  const needs = needPerson(snapshot.tokens, now);
  const title = needs.length === 0 ? quietWords(snapshot, now, spoken) : spoken.text.home.needYou(needs.length);
  const isWhole = snapshot.toCome === undefined;
  const beside = isWhole ? asideWords(snapshot, spoken) : '';
  return (
    <Page title={title}>
      <div className="tk-home">
        {needs.length > 0 && <NeedsYou needs={needs} snapshot={snapshot} />}
        {beside !== '' && <p className="tk-quiet">{beside}</p>}
        {isWhole && (
          <>
            <Timeline tokens={snapshot.tokens} settings={snapshot.settings} providers={snapshot.providers} />
            <Counts tokens={snapshot.tokens} />
          </>
        )}
      </div>
    </Page>
  );
}
