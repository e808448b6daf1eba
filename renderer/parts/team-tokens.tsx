import { Button } from '@mantine/core';
import type { SharedView, TeamView } from '../../shared/team-view.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useGo } from '../place.ts';
import { TeamShare } from './team-share.tsx';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

/** Who has what, who looks after it, who uses it; and what has to be rotated since somebody left. */
export function TeamTokens({ view, own }: { readonly view: TeamView; readonly own: Snapshot['tokens'] }) {
  const { team: text } = useSpoken().text;
  const { id, tokens, members } = view;
  const due = tokens.filter(({ leftBehind }) => leftBehind.length > 0);
  const self = members.find(({ isSelf }) => isSelf)?.id ?? '';
  return (
    <section aria-labelledby="shared">
      <h2 id="shared">{text.tokens}</h2>
      <TeamShare view={view} tokens={own} />
      {due.length > 0 && <RotateNow team={id} count={due.length} />}
      {tokens.length === 0 ? (
        <p className="tk-quiet">{text.tokensNone}</p>
      ) : (
        <ul className="tk-items">
          {tokens.map((shared) => (
            <Item key={shared.id} shared={shared} self={self} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RotateNow({ team, count }: { readonly team: string; readonly count: number }) {
  const { team: text } = useSpoken().text;
  const report = useReport();
  const { ask, busy } = useAsk('teamRotateNow');
  const rotate = async (): Promise<void> => {
    const rotated = await ask({ team });
    if (!rotated.ok) return report(wentWrong(rotated.failure));
    report(wentWell(text.rotated(rotated.value.filter(({ done }) => done).length, rotated.value.length)));
  };
  return (
    <div className="tk-note tk-note-bad">
      <p>{text.rotateNow(count)}</p>
      <div className="tk-actions">
        <Button size="xs" color="red" loading={busy} onClick={() => void rotate()}>
          {text.rotateAll}
        </Button>
      </div>
    </div>
  );
}

function Item({ shared, self }: { readonly shared: SharedView; readonly self: string }) {
  const spoken = useSpoken();
  const go = useGo();
  const report = useReport();
  const { team: text } = spoken.text;
  const { ask, busy } = useAsk('teamAccess');
  const { id, label, isAsked } = shared;
  const takeOn = async (): Promise<void> => {
    const taken = await ask({ token: id, keeper: self });
    report(taken.ok ? wentWell(text.takenOn(label)) : wentWrong(taken.failure));
  };
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        <p>
          <button type="button" className="tk-link tk-link-plain" onClick={() => go({ screen: 'token', token: id })}>
            {label}
          </button>{' '}
          · {whoMay(shared, spoken)}
        </p>
        <p className="tk-quiet tk-small">{factsOf(shared, spoken)}</p>
      </div>
      {isAsked && (
        <Button size="xs" loading={busy} aria-label={text.takeOnOf(label)} onClick={() => void takeOn()}>
          {text.takeOn}
        </Button>
      )}
    </li>
  );
}

function whoMay({ access }: SharedView, { text: { team } }: Spoken): string {
  if (access === 'all') return team.everybody;
  return access.length === 0 ? team.managersOnly : access.join(', ');
}

function factsOf(shared: SharedView, { text: { team } }: Spoken): string {
  const { keeper, usedBy, leftBehind, conflict, mayUse } = shared;
  return [
    keeper === undefined ? unownedWords(shared, team) : team.owner(keeper),
    ...(usedBy.length === 0 ? [] : [team.usedBy(usedBy.map(({ name }) => name).join(', '))]),
    ...(mayUse ? [] : [team.seenOnly]),
    ...(conflict ? [team.conflict] : []),
    ...(leftBehind.length === 0 ? [] : [team.seenBy(leftBehind.join(', '))]),
  ].join(' · ');
}

function unownedWords({ heir, isAsked }: SharedView, team: Spoken['text']['team']): string {
  if (isAsked) return team.askYou;
  return heir === undefined ? team.unowned : team.heir(heir);
}
