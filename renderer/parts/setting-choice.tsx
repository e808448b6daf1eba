import { Select } from '@mantine/core';
import type { ChosenSetting } from '../setting-rows.ts';
import { useSpoken } from '../speaking.ts';
import { useSetting } from '../use-setting.ts';

/** A setting with a few values; it is saved when one is chosen. */
export function SettingChoice({ name, now }: { readonly name: ChosenSetting; readonly now: string }) {
  const { settings } = useSpoken().text;
  const { busy, wrong, set } = useSetting(name, settings.names[name]);
  return (
    <Select
      label={settings.names[name]}
      description={settings.means[name]}
      data={Object.entries(settings.choices[name]).map(([value, label]) => ({ value, label }))}
      value={now}
      allowDeselect={false}
      disabled={busy}
      error={wrong}
      onChange={(value) => value !== null && void set(value)}
    />
  );
}
