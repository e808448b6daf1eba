import { settingForms, type Settings } from '../../shared/settings.ts';
import { Page } from '../parts/page.tsx';
import { QuietHours } from '../parts/quiet-hours.tsx';
import { SettingField } from '../parts/setting-field.tsx';

type Length = 'leads' | 'checkEvery' | 'checkShortEvery' | 'clearAfter';

const FIELDS: readonly { readonly key: Length; readonly label: string; readonly meaning: string }[] = [
  { key: 'leads', label: 'Lead times', meaning: 'When to warn before a token expires; each token may have its own.' },
  { key: 'checkEvery', label: 'Check every', meaning: 'How often an issuer is asked by itself.' },
  {
    key: 'checkShortEvery',
    label: 'Check short-lived ones every',
    meaning: 'For tokens that live under a day, or end within one.',
  },
  { key: 'clearAfter', label: 'Clear the clipboard after', meaning: 'How long a copied value stays.' },
];

function spell(settings: Settings, key: Length): string {
  return key === 'leads' ? settingForms.leads.spell(settings.leads) : settingForms[key].spell(settings[key]);
}

export function SettingsScreen({ settings }: { readonly settings: Settings }) {
  return (
    <Page title="Settings">
      <div className="tk-form">
        {FIELDS.map(({ key, label, meaning }) => {
          const now = spell(settings, key);
          return (
            <SettingField
              key={`${key} ${now}`}
              name={key}
              label={label}
              description={`${meaning} Write ${settingForms[key].need}.`}
              now={now}
            />
          );
        })}
        <QuietHours key={settingForms.quietHours.spell(settings.quietHours)} quiet={settings.quietHours} />
      </div>
    </Page>
  );
}
