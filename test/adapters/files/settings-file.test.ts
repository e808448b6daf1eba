import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openMemory } from '../../../main/adapters/memory-file.ts';
import { createSealer } from '../../../main/adapters/seal-file.ts';
import { openSettings, type OpenedSettings } from '../../../main/adapters/settings-file.ts';
import type { Memory } from '../../../main/domain/storage-ports.ts';
import { defaultSettings, type Settings } from '../../../shared/settings.ts';
import { duration, hours, minutes } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { at, T0 } from '../../support/tokens.ts';
import { aHome, byStore, placeIn } from './home-folder.ts';

function settingsIn(home: string): OpenedSettings {
  const opened = openSettings(placeIn(home, byStore));
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

const sealed = (value: unknown): Buffer => createSealer(1)([Buffer.from(JSON.stringify(value))]);

describe('settings on disk', () => {
  test('are the defaults at first', () => {
    const settings = settingsIn(aHome());
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.troubles()).toEqual([]);
  });

  test('come back as they were after a restart', async () => {
    const home = aHome();
    const wanted: Settings = {
      ...defaultSettings,
      leads: [hours(5)],
      checkEvery: minutes(30),
      quietHours: { from: '22:00', to: '07:00' },
    };
    expect((await settingsIn(home).put(wanted)).ok).toBe(true);
    expect(settingsIn(home).get()).toEqual(wanted);
  });

  test('with one wrong value keep the others, take its default, and say so', () => {
    const home = aHome();
    writeFileSync(join(home, 'settings.json'), sealed({ checkEvery: 3_600_000, clearAfter: 'soon', leads: [] }));
    const settings = settingsIn(home);
    expect(settings.get()).toEqual({ ...defaultSettings, checkEvery: hours(1), leads: [] });
    expect(settings.troubles()).toEqual([{ code: 'file-damaged', file: 'settings.json' }]);
  });

  test('drop what they do not know, and fill in what is missing, without a word', () => {
    const home = aHome();
    writeFileSync(join(home, 'settings.json'), sealed({ checkEvery: 3_600_000, colour: 'green' }));
    const settings = settingsIn(home);
    expect(settings.get()).toEqual({ ...defaultSettings, checkEvery: hours(1) });
    expect(settings.troubles()).toEqual([]);
  });
});

test('memory comes back as it was after a restart', async () => {
  const home = aHome();
  const about = { token: tokenId('a'), label: 'a', provider: 'github' };
  const memory: Memory = {
    notices: [
      { id: '1', at: T0, what: { kind: 'expiring', ...about, expiresAt: at(5), lead: duration(5) }, shownAt: T0 },
      { id: '2', at: T0, what: { kind: 'expired', ...about, expiresAt: at(5) } },
      { id: '3', at: T0, what: { kind: 'dead', ...about, state: 'revoked' }, readAt: T0 },
    ],
    pausedUntil: at(9),
    clipboard: { digest: 'd', label: 'a', clearsAt: at(7) },
  };
  const first = openMemory(placeIn(home));
  expect(first.ok && first.value.get()).toEqual({ notices: [] });
  expect(first.ok && (await first.value.put(memory)).ok).toBe(true);
  const second = openMemory(placeIn(home));
  expect(second.ok && second.value.get()).toEqual(memory);
});
