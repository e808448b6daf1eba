import { Button, Switch, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { settingForms } from '../../shared/setting-forms.ts';
import type { Settings } from '../../shared/settings.ts';
import { useSpoken } from '../speaking.ts';
import { useSetting } from '../use-setting.ts';

/** Nothing pops up between the two times; the inbox gathers it. */
export function QuietHours({ quiet }: { readonly quiet: Settings['quietHours'] }) {
  const { text } = useSpoken();
  const { settings } = text;
  const [on, setOn] = useState(quiet !== null);
  const [from, setFrom] = useState(quiet?.from ?? '22:00');
  const [to, setTo] = useState(quiet?.to ?? '07:00');
  const { busy, wrong, set } = useSetting('quietHours', settings.names.quietHours);
  const wanted = on ? `${from}-${to}` : 'off';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void set(wanted);
  };
  return (
    <form className="tk-quiet-hours" onSubmit={submit}>
      <Switch
        label={settings.names.quietHours}
        description={settings.means.quietHours}
        checked={on}
        error={wrong}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <div className="tk-setting">
        {on && (
          <>
            <TextInput
              type="time"
              label={settings.from}
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              label={settings.to}
              required
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </>
        )}
        {wanted !== settingForms.quietHours.spell(quiet) && (
          <Button type="submit" variant="default" loading={busy} aria-label={settings.saveQuiet}>
            {text.frame.save}
          </Button>
        )}
      </div>
    </form>
  );
}
