import type { TeamTrouble, TeamView } from '../../shared/team-view.ts';
import { useSpoken, type Spoken } from '../speaking.ts';

/** What is amiss with the store: since when it is out of reach, and what was refused. */
export function TeamTroubles({ view: { troubles, fingerprint } }: { readonly view: TeamView }) {
  const spoken = useSpoken();
  return (
    <div>
      {troubles.map((trouble) => (
        <p key={JSON.stringify(trouble)} className={trouble.kind === 'offline' ? 'tk-note' : 'tk-note tk-note-bad'}>
          {sentenceOf(trouble, spoken)}
        </p>
      ))}
      <p className="tk-quiet tk-small">
        {spoken.text.team.fingerprint}: {fingerprint}
      </p>
    </div>
  );
}

function sentenceOf(trouble: TeamTrouble, { text: { team }, words: { time } }: Spoken): string {
  switch (trouble.kind) {
    case 'offline':
      return trouble.since === undefined ? team.offlineNever : team.offline(time.exact(trouble.since));
    case 'refused':
      return team.refused(trouble.label, trouble.why);
    case 'withheld':
      return team.withheld(trouble.count);
    case 'elsewhere':
      return team.elsewhere(trouble.where);
  }
}
