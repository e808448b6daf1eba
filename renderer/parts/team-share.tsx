import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { TeamView } from '../../shared/team-view.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

interface TeamShareProps {
  readonly view: TeamView;
  readonly tokens: Snapshot['tokens'];
}

/** Gives one of one's own tokens to the team, with its value. */
export function TeamShare({ view: { id, name, role }, tokens }: TeamShareProps) {
  const { team: text } = useSpoken().text;
  const report = useReport();
  const [chosen, setChosen] = useState<string | null>(null);
  const { ask, busy } = useAsk('teamShare');
  const own = tokens.filter(({ token }) => token.vault === 'personal').map(({ token }) => token);
  if (role === 'reader' || own.length === 0) return null;
  const share = async (): Promise<void> => {
    const token = own.find((each) => each.id === chosen);
    if (token === undefined) return;
    const shared = await ask({ token: token.id, team: id });
    if (shared.ok) setChosen(null);
    report(shared.ok ? wentWell(text.shared(token.label, name)) : wentWrong(shared.failure));
  };
  return (
    <div className="tk-chosen">
      <Select
        aria-label={text.shareWhich}
        placeholder={text.shareWhich}
        searchable
        data={own.map((token) => ({ value: token.id, label: token.label }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button variant="default" loading={busy} disabled={chosen === null} onClick={() => void share()}>
        {text.share}
      </Button>
    </div>
  );
}
