import { Button } from '@mantine/core';
import type { TeamView } from '../../shared/team-view.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { When } from './when.tsx';

const MOST = 50;

/** What others did, newest first; what nobody has looked at is marked. */
export function TeamChanges({ view: { id, changes, unseen } }: { readonly view: TeamView }) {
  const { text, words } = useSpoken();
  const { ask, busy } = useAsk('teamSeen');
  return (
    <section aria-labelledby="changes">
      <div className="tk-section-head">
        <h2 id="changes">{text.team.changes}</h2>
        {unseen > 0 && (
          <Button size="xs" variant="default" loading={busy} onClick={() => void ask({ team: id })}>
            {text.team.seen}
          </Button>
        )}
      </div>
      {changes.length === 0 ? (
        <p className="tk-quiet">{text.team.changesNone}</p>
      ) : (
        <ul className="tk-items">
          {changes.slice(0, MOST).map((change, index) => (
            <li key={`${change.at} ${change.what} ${change.whom}`} className="tk-item">
              <div className="tk-item-words">
                <p>
                  {text.team.whats[change.what](change.whom ?? '')}
                  {index < unseen && <strong> · {text.team.fresh}</strong>}
                </p>
                <p className="tk-quiet tk-small">
                  {change.by !== undefined && `${text.team.by(change.by)} · `}
                  <When at={change.at}>{words.time.exact(change.at)}</When>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
