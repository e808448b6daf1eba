import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { days, spellDuration } from '../../shared/time.ts';
import type { Schedule } from '../../shared/token.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { FailureNote } from './failure-note.tsx';
import { ScheduleNext, type Rule } from './schedule-next.tsx';

const CHOICES = ['none', 'month', 'quarter', 'every', 'cron'] as const;
type Choice = (typeof CHOICES)[number];

interface Draft {
  readonly choice: Choice;
  readonly every: string;
  readonly cron: string;
  readonly zone: string;
}

function draftOf(schedule: Schedule | undefined): Draft {
  const empty = { every: '14d', cron: '30 2 1 * *', zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  if (schedule === undefined) return { choice: 'none', ...empty };
  if (schedule.kind === 'cron') return { ...empty, choice: 'cron', cron: schedule.cron, zone: schedule.zone };
  const choice = schedule.every === days(30) ? 'month' : schedule.every === days(90) ? 'quarter' : 'every';
  return { ...empty, choice, every: spellDuration(schedule.every) };
}

function ruleOf({ choice, every, cron, zone }: Draft): Rule | null {
  switch (choice) {
    case 'none':
      return null;
    case 'month':
      return { every: '30d' };
    case 'quarter':
      return { every: '90d' };
    case 'every':
      return { every };
    case 'cron':
      return { cron, zone };
  }
}

interface ScheduleEditorProps {
  readonly view: TokenView;
  readonly onDone: () => void;
}

export function ScheduleEditor({ view, onDone }: ScheduleEditorProps) {
  const { id, label, schedule } = view.token;
  const { text } = useSpoken();
  const report = useReport();
  const { ask, busy } = useAsk('schedule');
  const [draft, setDraft] = useState(() => draftOf(schedule));
  const [failure, setFailure] = useState<Failure>();
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const rule = ruleOf(draft);
  const save = async (): Promise<void> => {
    const saved = await ask({ token: id, rule });
    if (!saved.ok) return setFailure(saved.failure);
    onDone();
    report(wentWell(rule === null ? text.token.scheduleGone(label) : text.token.scheduleSaved(label)));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="tk-form" onSubmit={submit}>
      <Select
        label={text.token.scheduleHow}
        data={CHOICES.map((value) => ({ value, label: text.token.scheduleChoices[value] }))}
        value={draft.choice}
        allowDeselect={false}
        onChange={(value) => change({ choice: CHOICES.find((choice) => choice === value) ?? 'none' })}
      />
      <RuleFields draft={draft} onChange={change} />
      {rule !== null && <ScheduleNext token={id} rule={rule} />}
      {failure !== undefined && <FailureNote failure={failure} />}
      <div className="tk-actions">
        <Button type="submit" loading={busy}>
          {text.frame.save}
        </Button>
        <Button variant="default" onClick={onDone}>
          {text.frame.cancel}
        </Button>
      </div>
    </form>
  );
}

function RuleFields({ draft, onChange }: { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void }) {
  const { text } = useSpoken();
  if (draft.choice === 'every') {
    return (
      <TextInput
        label={text.token.scheduleLength}
        description={text.token.scheduleLengthHint}
        value={draft.every}
        onChange={(event) => onChange({ every: event.currentTarget.value })}
      />
    );
  }
  if (draft.choice !== 'cron') return null;
  return (
    <>
      <TextInput
        label={text.token.scheduleRule}
        description={text.token.scheduleRuleHint}
        value={draft.cron}
        onChange={(event) => onChange({ cron: event.currentTarget.value })}
      />
      <TextInput
        label={text.token.scheduleZone}
        value={draft.zone}
        onChange={(event) => onChange({ zone: event.currentTarget.value })}
      />
    </>
  );
}
