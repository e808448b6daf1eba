import type { Snapshot } from '../../shared/snapshot.ts';
import { VERSION } from '../../shared/version.ts';
import { keyringName } from '../keyring-name.ts';
import { Fact } from '../parts/fact.tsx';
import { Page } from '../parts/page.tsx';
import { UpdateFact } from '../parts/update-fact.tsx';
import { useSpoken } from '../speaking.ts';

export function About({ snapshot }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const { frame, about } = text;
  return (
    <Page title={frame.screens.about}>
      <div className="tk-sections tk-form">
        <p>{about.what}</p>
        <dl className="tk-facts">
          <Fact term={about.version}>Tokenkeep {VERSION}</Fact>
          <UpdateFact update={snapshot.update} />
          <Fact term={about.kept}>{frame.tokens(snapshot.tokens.length)}</Fact>
          <Fact term={about.keyring}>{keyringName(snapshot, text) ?? about.noKeyring}</Fact>
          <Fact term={about.licence}>MIT</Fact>
        </dl>
        <section aria-labelledby="promises">
          <h2 id="promises">{about.promise}</h2>
          <ul className="tk-lines">
            {about.promises.map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="keys">
          <h2 id="keys">{about.keys}</h2>
          <dl className="tk-facts">
            {about.keyList.map(([key, what]) => (
              <div className="tk-fact" key={key}>
                <dt>
                  <kbd className="tk-key">{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Page>
  );
}
