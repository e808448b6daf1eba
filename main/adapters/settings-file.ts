import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { settingKeys } from '../../shared/setting-forms.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import type { SettingsStore } from '../domain/storage-ports.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { openStoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface OpenedSettings extends SettingsStore {
  troubles(): readonly FileFailure[];
  end(): Promise<void>;
}

const codec: Codec<Settings> = {
  version: 1,
  encode: (settings) => [Buffer.from(JSON.stringify(settings, undefined, 2))],
  decode: (bytes) => readSettings(parseJson(bytes)),
};

/** Settings that are lost or wrong stop nothing: the default stands in their place, and the troubles say so. */
export function openSettings(place: FilePlace): Result<OpenedSettings, FileFailure> {
  const opened = openStoreFile({
    ...place,
    name: 'settings',
    codec,
    blank: () => defaultSettings,
    whenLost: 'begin-anew',
  });
  if (!opened.ok) return failed(opened.failure);
  const { get, set, troubles, end } = opened.value;
  return succeeded({ get, put: set, troubles, end });
}

function readSettings(told: unknown): ReturnType<Codec<Settings>['decode']> {
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return undefined;
  const whole = settingsSchema.safeParse(told);
  if (whole.success) return { state: whole.data, flawed: false };
  const given = new Map(Object.entries(told));
  const good = settingKeys.filter((key) => settingsSchema.shape[key].safeParse(given.get(key)).success);
  return { state: settingsSchema.parse(Object.fromEntries(good.map((key) => [key, given.get(key)]))), flawed: true };
}
