import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { TeamSummary, TeamView } from '../../shared/team-view.ts';
import { Page } from '../parts/page.tsx';
import { TeamBegin } from '../parts/team-begin.tsx';
import { TeamChanges } from '../parts/team-changes.tsx';
import { TeamInvitations } from '../parts/team-invitations.tsx';
import { TeamMembers } from '../parts/team-members.tsx';
import { TeamOutside } from '../parts/team-outside.tsx';
import { TeamTokens } from '../parts/team-tokens.tsx';
import { TeamTroubles } from '../parts/team-troubles.tsx';
import { useReport, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAnswer } from '../use-answer.ts';
import { useAsk } from '../use-ask.ts';

/** The shared vault: who is in it, who has what, what changed. */
export function Team({ snapshot: { teams, tokens } }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const [chosen, setChosen] = useState<string>();
  const summary = teams.find(({ id }) => id === chosen) ?? teams[0];
  if (summary === undefined) {
    return (
      <Page title={text.frame.screens.team}>
        <TeamBegin />
      </Page>
    );
  }
  const choices = teams.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Page
      title={summary.state === 'asking' ? text.frame.screens.team : summary.name}
      aside={<SyncNow team={summary.id} />}
    >
      {teams.length > 1 && (
        <Select
          className="tk-ways"
          label={text.team.which}
          data={choices}
          value={summary.id}
          allowDeselect={false}
          onChange={(id) => id !== null && setChosen(id)}
        />
      )}
      <OfTeam key={summary.id} summary={summary} tokens={tokens} />
    </Page>
  );
}

function OfTeam({ summary, tokens }: { readonly summary: TeamSummary; readonly tokens: Snapshot['tokens'] }) {
  // Asked for anew whenever something of it has changed.
  const answer = useAnswer('teamView', { team: summary.id }, JSON.stringify(summary));
  if (answer?.ok !== true) return null;
  return answer.value.state === 'in' ? (
    <Inside view={answer.value} tokens={tokens} />
  ) : (
    <TeamOutside view={answer.value} />
  );
}

function Inside({ view, tokens }: { readonly view: TeamView; readonly tokens: Snapshot['tokens'] }) {
  return (
    <div className="tk-sections">
      <TeamTroubles view={view} />
      <TeamInvitations view={view} />
      <TeamTokens view={view} own={tokens} />
      <TeamMembers view={view} />
      <TeamChanges view={view} />
    </div>
  );
}

function SyncNow({ team }: { readonly team: string }) {
  const { text } = useSpoken();
  const report = useReport();
  const { ask, busy } = useAsk('teamSync');
  const sync = async (): Promise<void> => {
    const synced = await ask({ team });
    if (!synced.ok) report(wentWrong(synced.failure));
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void sync()}>
      {text.team.sync}
    </Button>
  );
}
