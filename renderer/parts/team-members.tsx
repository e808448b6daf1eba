import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { MemberView, TeamView } from '../../shared/team-view.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';
import { TeamInvite } from './team-invite.tsx';
import { When } from './when.tsx';

/** Who is in the team, and who was. */
export function TeamMembers({ view: { id, members, role } }: { readonly view: TeamView }) {
  const { team: text } = useSpoken().text;
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<MemberView>();
  const isManager = role === 'manager';
  return (
    <section aria-labelledby="members">
      <div className="tk-section-head">
        <h2 id="members">{text.members}</h2>
        {isManager && (
          <Button size="xs" onClick={() => setInviting(true)}>
            {text.invite}
          </Button>
        )}
      </div>
      <ul className="tk-items">
        {members.map((member) => (
          <Item key={member.id} member={member} onRemove={isManager ? () => setRemoving(member) : undefined} />
        ))}
      </ul>
      {inviting && <TeamInvite team={id} onClose={() => setInviting(false)} />}
      {removing !== undefined && <Remove team={id} member={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

interface ItemProps {
  readonly member: MemberView;
  readonly onRemove: (() => void) | undefined;
}

function Item({ member, onRemove }: ItemProps) {
  const { text, words } = useSpoken();
  const { name, device, role, leftAt, joinedAt, isSelf, isRecovery } = member;
  const at = leftAt ?? joinedAt;
  const when = words.time.exact(at);
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        <p>
          <strong>{name}</strong> {isSelf && `(${text.team.you})`} · {text.team.roles[role]}
        </p>
        <p className="tk-quiet tk-small">
          {isRecovery ? text.team.onPaper : device} ·{' '}
          <When at={at}>{leftAt === undefined ? text.team.since(when) : text.team.gone(when)}</When>
        </p>
      </div>
      {onRemove !== undefined && leftAt === undefined && !isSelf && (
        <Button size="xs" variant="default" aria-label={text.team.removeOf(name)} onClick={onRemove}>
          {text.team.remove}
        </Button>
      )}
    </li>
  );
}

interface RemoveProps {
  readonly team: string;
  readonly member: MemberView;
  readonly onClose: () => void;
}

/** Says first what it does, and what it cannot take back. */
function Remove({ team, member: { id, name }, onClose }: RemoveProps) {
  const { team: text } = useSpoken().text;
  const report = useReport();
  const { ask, busy } = useAsk('teamRemove');
  const [failure, setFailure] = useState<Failure>();
  const remove = async (): Promise<void> => {
    const removed = await ask({ team, member: id });
    if (!removed.ok) return setFailure(removed.failure);
    onClose();
    report(wentWell(text.removed(name)));
  };
  return (
    <ActModal
      title={text.removeTitle(name)}
      act={text.remove}
      instead={text.keepMember}
      danger
      ready
      busy={busy}
      failure={failure}
      onAct={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeMeans}</p>
    </ActModal>
  );
}
