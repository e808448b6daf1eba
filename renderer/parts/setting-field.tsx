import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { settingForms } from '../../shared/setting-forms.ts';
import type { ChosenSetting, ShownSetting } from '../setting-rows.ts';
import { useSpoken } from '../speaking.ts';
import { useSetting } from '../use-setting.ts';

interface SettingFieldProps {
  readonly name: Exclude<ShownSetting, ChosenSetting>;
  /** As it is kept now. A new one means a new field. */
  readonly now: string;
}

/** One setting as it is written at a terminal. Main says whether it makes sense. */
export function SettingField({ name, now }: SettingFieldProps) {
  const { text } = useSpoken();
  const label = text.settings.names[name];
  const [written, setWritten] = useState(now);
  const { busy, wrong, set } = useSetting(name, label);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void set(written.trim());
  };
  return (
    <form className="tk-setting" onSubmit={submit}>
      <TextInput
        label={label}
        description={`${text.settings.means[name]} ${text.settings.write(settingForms[name].need)}`}
        value={written}
        maxLength={500}
        error={wrong}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      {written !== now && (
        <Button type="submit" variant="default" loading={busy} aria-label={text.settings.saveOf(label)}>
          {text.frame.save}
        </Button>
      )}
    </form>
  );
}
