import type { SettingKey, Settings } from '../shared/settings.ts';
import { settingForms } from '../shared/setting-forms.ts';
import type { WindowText } from '../shared/words/window.ts';

/** Settings of the list are changed where it is. */
export type ShownSetting = Exclude<SettingKey, `list${string}`>;
const CHOSEN = ['terminal', 'language', 'backupEvery', 'lockWith', 'lockKeeps', 'updates', 'startAtLogin'] as const;
export type ChosenSetting = (typeof CHOSEN)[number];
type SettingGroup = keyof WindowText['settings']['groups'];

const GROUP_OF: Readonly<Record<ShownSetting, SettingGroup>> = {
  leads: 'warnings',
  quietHours: 'warnings',
  checkEvery: 'checks',
  checkShortEvery: 'checks',
  clearAfter: 'lending',
  terminal: 'lending',
  watched: 'checks',
  backupEvery: 'backup',
  backupFolder: 'backup',
  backupTo: 'backup',
  lockAfter: 'lock',
  lockWith: 'lock',
  lockKeeps: 'lock',
  language: 'app',
  shortcut: 'app',
  startAtLogin: 'app',
  updates: 'app',
  webhook: 'outside',
  webhookKey: 'outside',
};

const KEYS = Object.keys(GROUP_OF) as readonly ShownSetting[];
export const SETTING_GROUPS = [
  'warnings',
  'checks',
  'lending',
  'backup',
  'lock',
  'app',
  'outside',
] as const satisfies readonly SettingGroup[];

export const isChosen = (key: ShownSetting): key is ChosenSetting => (CHOSEN as readonly ShownSetting[]).includes(key);

/** As a person writes it. */
export function spellSetting<K extends SettingKey>(settings: Settings, key: K): string {
  return settingForms[key].spell(settings[key]);
}

/** The settings of a group in whose name, meaning or key each term stands. */
export function settingsFound(group: SettingGroup, query: string, { settings }: WindowText): readonly ShownSetting[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  return KEYS.filter((key) => GROUP_OF[key] === group).filter((key) => {
    const known = [key, settings.names[key], settings.means[key], settings.groups[group]].join('\n').toLowerCase();
    return terms.every((term) => known.includes(term));
  });
}
