import { z } from 'zod';
import { recipient } from './commands/backup.ts';
import { path } from './commands/parts.ts';
import { LOCK_KEEPS, LOCK_SIGNS } from './lock.ts';
import { COLUMNS, GROUPS, SORTS } from './list-look.ts';
import { days, duration, hours, minutes, seconds, type Duration } from './time.ts';
import { LANGUAGES } from './words/language.ts';

const span = (least: Duration, most: Duration) => z.int().min(least).max(most).transform(duration);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One key with at least one that is held. */
const SHORTCUT =
  /^(?:(?:Ctrl|Control|Cmd|Command|CmdOrCtrl|CommandOrControl|Alt|Option|Shift|Super|Meta)\+)+(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space)$/i;

/** https, or plain http to this machine alone; nothing secret has a place in it. */
const WEBHOOK =
  /^(?:https:\/\/(?:\[[0-9a-f:]+\]|[a-z0-9.-]+)|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]))(?::\d{1,5})?(?:\/[^?#\s]*)?$/i;

/** The settings file. What a file leaves out is filled with the default; what it has too much is dropped. */
export const settingsSchema = z.object({
  /** Lead times before expiry, longest first. */
  leads: z
    .array(span(minutes(1), days(400)))
    .max(12)
    .default([days(14), days(3), days(1), hours(1)]),
  /** How often a token is asked after by itself; tokens that live under a day use `checkShortEvery`. */
  checkEvery: span(minutes(5), days(30)).default(hours(6)),
  checkShortEvery: span(minutes(1), days(1)).default(hours(1)),
  /** How long a copied value stays on the clipboard. */
  clearAfter: span(seconds(5), minutes(10)).default(seconds(30)),
  /** Local wall-clock times between which nothing pops up. */
  quietHours: z.strictObject({ from: clock, to: clock }).nullable().default(null),
  /** Whether `tokenkeep`, typed at a terminal, is the person who keeps the tokens; any program can make it look so. */
  terminal: z.enum(['allow', 'ask']).default('allow'),
  /** Locks after so long with nobody there; null: it does not. */
  lockAfter: span(minutes(1), days(1)).nullable().default(null),
  /** What of the machine locks the vault with it. */
  lockWith: z
    .array(z.enum(LOCK_SIGNS))
    .max(LOCK_SIGNS.length)
    .default([...LOCK_SIGNS]),
  /** What goes on by itself while it is locked. */
  lockKeeps: z.enum(LOCK_KEEPS).default('refreshes'),
  /** What window, tray and notices speak; `auto` is the desktop's own. */
  language: z.enum(['auto', ...LANGUAGES]).default('auto'),
  /** Keys that bring the search to the front from anywhere, as Electron spells them; null is none. */
  shortcut: z.string().max(64).regex(SHORTCUT).nullable().default(null),
  /** Folders that are searched for tokens of ours whenever something in them changes. */
  watched: z.array(path).max(20).default([]),
  /** How often a backup is made by itself, where to, and for whom; with no recipient it is sealed with the passphrase that is kept for it. */
  backupEvery: z.enum(['off', 'day', 'week']).default('off'),
  backupFolder: path.nullable().default(null),
  backupTo: z.array(recipient).max(20).default([]),
  /** Whether newer versions are looked for and fetched by themselves. */
  updates: z.boolean().default(true),
  /** Whether the desktop starts the app when its user signs in. */
  startAtLogin: z.boolean().default(false),
  /** Where notices are posted to, signed with the value of the token that `webhookKey` names. */
  webhook: z.string().max(500).regex(WEBHOOK).nullable().default(null),
  webhookKey: z.string().min(1).max(200).nullable().default(null),
  /** How the window lists tokens. */
  listColumns: z.array(z.enum(COLUMNS)).max(COLUMNS.length).default(['provider', 'owner', 'ends']),
  listGroup: z.enum(GROUPS).default('none'),
  listSort: z.templateLiteral([z.enum(['', '-']), z.enum(SORTS)]).default('state'),
});
export type Settings = Readonly<z.output<typeof settingsSchema>>;
export type SettingKey = keyof Settings;

export const defaultSettings: Settings = settingsSchema.parse({});
