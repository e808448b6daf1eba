import { Button } from '@mantine/core';
import type { InvitationView, TeamView } from '../../shared/team-view.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

/** Who is invited, and who has answered: the words are compared before anybody is let in. */
export function TeamInvitations({ view: { id, invitations, role } }: { readonly view: TeamView }) {
  const { team: text } = useSpoken().text;
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{text.pending}</h2>
      <ul className="tk-items">
        {invitations.map((invitation) => (
          <Item key={invitation.id} team={id} invitation={invitation} mayAct={role === 'manager'} />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  readonly team: string;
  readonly invitation: InvitationView;
  readonly mayAct: boolean;
}

function Item({ team, invitation: { id, name, until, asked }, mayAct }: ItemProps) {
  const { text, words } = useSpoken();
  const report = useReport();
  const { ask: confirm, busy } = useAsk('teamConfirm');
  const { ask: withdraw, busy: withdrawing } = useAsk('teamWithdraw');
  const admit = async (phrase: string): Promise<void> => {
    const done = await confirm({ team, invitation: id, phrase });
    report(done.ok ? wentWell(text.team.confirmed(name)) : wentWrong(done.failure));
  };
  const takeBack = async (): Promise<void> => {
    const done = await withdraw({ team, invitation: id });
    report(done.ok ? wentWell(text.team.withdrawn(name)) : wentWrong(done.failure));
  };
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        {asked === undefined ? (
          <p>{text.team.waits(name, words.time.exact(until))}</p>
        ) : (
          <>
            <p>{text.team.asks(asked.name, asked.device)}</p>
            <p className="tk-code tk-code-large">{asked.phrase}</p>
          </>
        )}
      </div>
      {mayAct && asked !== undefined && (
        <Button
          size="xs"
          loading={busy}
          aria-label={text.team.confirmOf(name)}
          onClick={() => void admit(asked.phrase)}
        >
          {text.team.confirm}
        </Button>
      )}
      {mayAct && (
        <Button
          size="xs"
          variant="default"
          loading={withdrawing}
          aria-label={text.team.withdrawOf(name)}
          onClick={() => void takeBack()}
        >
          {text.team.withdraw}
        </Button>
      )}
    </li>
  );
}
