import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Page } from '../parts/page.tsx';
import { PassphrasePanel } from '../parts/passphrase-panel.tsx';
import { QuietHours } from '../parts/quiet-hours.tsx';
import { SettingChoice } from '../parts/setting-choice.tsx';
import { SettingField } from '../parts/setting-field.tsx';
import { isChosen, SETTING_GROUPS, settingsFound, spellSetting, type ShownSetting } from '../setting-rows.ts';
import { useSpoken } from '../speaking.ts';

export function SettingsScreen({ settings, lock }: Pick<Snapshot, 'settings' | 'lock'>) {
  const { text } = useSpoken();
  const [query, setQuery] = useState('');
  const groups = SETTING_GROUPS.map((group) => ({ group, keys: settingsFound(group, query, text) })).filter(
    ({ keys }) => keys.length > 0,
  );
  return (
    <Page
      title={text.frame.screens.settings}
      aside={
        <TextInput
          type="search"
          className="tk-search"
          aria-label={text.settings.search}
          placeholder={text.settings.search}
          leftSection={<IconSearch size={16} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      }
    >
      {groups.length === 0 && <p className="tk-calm">{text.settings.nothing}</p>}
      <div className="tk-sections tk-form">
        {groups.map(({ group, keys }) => (
          <section key={group} aria-labelledby={`settings-${group}`} className="tk-settings">
            <h2 id={`settings-${group}`}>{text.settings.groups[group]}</h2>
            {group === 'lock' && <PassphrasePanel lock={lock} />}
            {keys.map((key) => (
              <One key={`${key} ${spellSetting(settings, key)}`} name={key} settings={settings} />
            ))}
          </section>
        ))}
      </div>
    </Page>
  );
}

function One({ name, settings }: { readonly name: ShownSetting; readonly settings: Settings }) {
  if (name === 'quietHours') return <QuietHours quiet={settings.quietHours} />;
  const now = spellSetting(settings, name);
  return isChosen(name) ? <SettingChoice name={name} now={now} /> : <SettingField name={name} now={now} />;
}
