import { expect, test } from 'vitest';
import { parseLeads, settingForms, settingKeys } from '../../shared/setting-forms.ts';
import { defaultSettings, settingsSchema } from '../../shared/settings.ts';

test('lead times are 14 days, 3 days, 1 day and 1 hour unless said otherwise', () => {
  expect(settingForms.leads.spell(defaultSettings.leads)).toBe('14d,3d,1d,1h');
});

test('lead times are read in any order, without doubles, longest first', () => {
  expect(settingForms.leads.spell([...(parseLeads('1h, 30d,1h') ?? [])])).toBe('30d,1h');
  expect(parseLeads('3d,soon')).toBeUndefined();
  expect(parseLeads('none')).toEqual([]);
});

test.each([
  ['leads', '400w'],
  ['checkEvery', '1s'],
  ['clearAfter', '1h'],
  ['quietHours', '25:00-07:00'],
  ['quietHours', 'night'],
] as const)('%s refuses %s', (key, text) => {
  expect(
    settingsSchema.safeParse({ ...defaultSettings, [key]: settingForms[key].parse(text) ?? 'unreadable' }).success,
  ).toBe(false);
});

test('each default is spelled as a person may write it', () => {
  for (const key of settingKeys) {
    const form = settingForms[key] as { parse(text: string): unknown; spell(value: unknown): string };
    const read = settingsSchema.parse({ ...defaultSettings, [key]: form.parse(form.spell(defaultSettings[key])) });
    expect(read).toEqual(defaultSettings);
  }
});
