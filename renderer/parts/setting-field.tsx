import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SettingKey } from '../../shared/settings.ts';
import { useSetting } from '../use-setting.ts';

interface SettingFieldProps {
  readonly name: SettingKey;
  readonly label: string;
  readonly description: string;
  /** As it is kept now. A new one means a new field. */
  readonly now: string;
}

/** One setting as it is written at a terminal. Main says whether it makes sense. */
export function SettingField({ name, label, description, now }: SettingFieldProps) {
  const [text, setText] = useState(now);
  const { busy, wrong, set } = useSetting(name, label);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void set(text.trim());
  };
  return (
    <form className="tk-setting" onSubmit={submit}>
      <TextInput
        label={label}
        description={description}
        value={text}
        maxLength={500}
        error={wrong}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text !== now && (
        <Button type="submit" variant="default" loading={busy} aria-label={`Save ${label}`}>
          Save
        </Button>
      )}
    </form>
  );
}
