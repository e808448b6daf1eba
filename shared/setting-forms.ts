import { COLUMNS, GROUPS, SORTS } from './list-look.ts';
import { LOCK_KEEPS, LOCK_SIGNS } from './lock.ts';
import type { SettingKey, Settings } from './settings.ts';
import { parseDuration, spellDuration, type Duration } from './time.ts';

interface Setting<K extends SettingKey> {
  /** What a person may write, said in a few words. */
  readonly need: string;
  parse(text: string): unknown;
  spell(value: Settings[K]): string;
}

const length = { parse: parseDuration, spell: spellDuration };

/** What is neither is left as it is, and refused. */
const onOrOff = {
  need: 'on or off',
  parse: (text: string) => ({ on: true, off: false })[text.toLowerCase()] ?? text,
  spell: (is: boolean) => (is ? 'on' : 'off'),
};

const orOff = {
  parse: (text: string) => (text.toLowerCase() === 'off' ? null : text),
  spell: (text: string | null) => text ?? 'off',
};

/** Each setting as a person writes it at a terminal: `14d,3d,1d,1h`, `6h`, `22:00-07:00`, `off`. */
export const settingForms: { readonly [K in SettingKey]: Setting<K> } = {
  leads: {
    need: 'durations such as 14d,3d,1d,1h',
    parse: parseLeads,
    spell: (leads) => leads.map(spellDuration).join(','),
  },
  checkEvery: { need: 'a duration from 5m to 30d', ...length },
  checkShortEvery: { need: 'a duration from 1m to 1d', ...length },
  clearAfter: { need: 'a duration from 5s to 10m', ...length },
  quietHours: {
    need: 'local times such as 22:00-07:00, or off',
    parse: (text) => {
      if (text === 'off') return null;
      const [from, to] = text.split('-');
      return { from, to };
    },
    spell: (quiet) => (quiet === null ? 'off' : `${quiet.from}-${quiet.to}`),
  },
  terminal: { need: 'allow or ask', parse: (text) => text.toLowerCase(), spell: (terminal) => terminal },
  lockAfter: {
    need: 'a duration from 1m to 1d, or off',
    parse: (text) => (text.toLowerCase() === 'off' ? null : parseDuration(text)),
    spell: (after) => (after === null ? 'off' : spellDuration(after)),
  },
  lockWith: {
    need: `of ${LOCK_SIGNS.join(', ')}, or none`,
    parse: (text) => (text === 'none' ? [] : text.split(',').map((sign) => sign.trim())),
    spell: (signs) => signs.join(',') || 'none',
  },
  lockKeeps: {
    need: `one of ${LOCK_KEEPS.join(', ')}`,
    parse: (text) => text.toLowerCase(),
    spell: (keeps) => keeps,
  },
  shortcut: {
    need: 'keys such as Ctrl+Alt+K, or off',
    parse: (text) => (text.toLowerCase() === 'off' ? null : text.replace(/\s*\+\s*/g, '+')),
    spell: (shortcut) => shortcut ?? 'off',
  },
  watched: {
    need: 'full names of folders with commas between, or none',
    parse: (text) => (text === 'none' ? [] : text.split(',').map((folder) => folder.trim())),
    spell: (folders) => folders.join(',') || 'none',
  },
  backupEvery: { need: 'off, day or week', parse: (text) => text.toLowerCase(), spell: (every) => every },
  backupFolder: {
    need: 'the full path of a folder, or off',
    parse: (text) => (text.toLowerCase() === 'off' ? null : text),
    spell: (folder) => folder ?? 'off',
  },
  backupTo: {
    need: 'recipients of age, age1…, or passphrase',
    parse: (text) => (text.toLowerCase() === 'passphrase' ? [] : text.split(/[\s,]+/).filter(Boolean)),
    spell: (recipients) => recipients.join(',') || 'passphrase',
  },
  updates: onOrOff,
  startAtLogin: onOrOff,
  webhook: { need: 'an address such as https://hooks.example.org/tokenkeep, or off', ...orOff },
  webhookKey: { need: 'the name of the token that is the key, or off', ...orOff },
  listColumns: {
    need: `of ${COLUMNS.join(', ')}, or none`,
    parse: (text) => (text === 'none' ? [] : text.split(',').map((column) => column.trim())),
    spell: (columns) => columns.join(',') || 'none',
  },
  listGroup: { need: `one of ${GROUPS.join(', ')}`, parse: (text) => text, spell: (group) => group },
  listSort: {
    need: `one of ${SORTS.join(', ')}, with a dash before it for the other way round`,
    parse: (text) => text,
    spell: (sort) => sort,
  },
  language: { need: 'auto, en or de', parse: (text) => text.toLowerCase(), spell: (language) => language },
};

export const settingKeys = Object.keys(settingForms) as readonly SettingKey[];

/** Reads `14d,3d,1d`: longest first, doubles dropped. Undefined where one of them is not a duration. */
export function parseLeads(text: string): readonly Duration[] | undefined {
  if (text.trim() === 'none') return [];
  const leads = text.split(',').map(parseDuration);
  const read = leads.filter((lead) => lead !== undefined);
  return read.length === leads.length ? [...new Set(read)].sort((a, b) => b - a) : undefined;
}
