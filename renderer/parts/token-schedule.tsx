import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Schedule } from '../../shared/token.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { ScheduleNext } from './schedule-next.tsx';

/** When it rotates by itself, and the next three times. */
export function TokenSchedule({ view }: { readonly view: TokenView }) {
  const spoken = useSpoken();
  const { text } = spoken;
  const [editing, setEditing] = useState(false);
  const { schedule } = view.token;
  return (
    <section aria-labelledby="schedule">
      <div className="tk-section-head">
        <h2 id="schedule">{text.token.schedule}</h2>
        {!editing && (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {text.token.scheduleEdit}
          </Button>
        )}
      </div>
      {editing ? (
        <ScheduleEditor view={view} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>{scheduleWords(schedule, spoken)}</p>
          {schedule !== undefined && <ScheduleNext token={view.token.id} rule={ruleOf(schedule)} />}
        </>
      )}
    </section>
  );
}

function scheduleWords(schedule: Schedule | undefined, { words, text }: Spoken): string {
  if (schedule === undefined) return text.token.scheduleNone;
  return schedule.kind === 'every'
    ? text.token.scheduleEvery(words.time.length(schedule.every))
    : text.token.scheduleCron(schedule.cron, schedule.zone);
}

const ruleOf = (schedule: Schedule) =>
  schedule.kind === 'every'
    ? { every: `${Math.round(schedule.every / 60_000)}m` }
    : { cron: schedule.cron, zone: schedule.zone };
