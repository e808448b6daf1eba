import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { roles, type Role } from '../../shared/team-roster.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { ActModal } from './act-modal.tsx';

interface TeamInviteProps {
  readonly team: string;
  readonly onClose: () => void;
}

/** An invitation, put on the clipboard by the vault itself: the window never has it. */
export function TeamInvite({ team, onClose }: TeamInviteProps) {
  const { team: text } = useSpoken().text;
  const report = useReport();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('user');
  const { ask, busy } = useAsk('teamInviteCopy');
  const [failure, setFailure] = useState<Failure>();
  const invite = async (): Promise<void> => {
    const invited = await ask({ team, name: name.trim(), role });
    if (!invited.ok) return setFailure(invited.failure);
    onClose();
    report(wentWell(text.invited(name.trim()), text.invitedNext));
  };
  return (
    <ActModal
      title={text.inviteTitle}
      act={text.inviteAct}
      danger={false}
      ready={name.trim() !== ''}
      busy={busy}
      failure={failure}
      onAct={() => void invite()}
      onClose={onClose}
    >
      <TextInput
        label={text.inviteName}
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={text.inviteRole}
        description={text.rolesMean[role]}
        data={roles.map((value) => ({ value, label: text.roles[value] }))}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(roles.find((each) => each === value) ?? role)}
      />
      <p className="tk-quiet">{text.inviteMeans}</p>
    </ActModal>
  );
}
