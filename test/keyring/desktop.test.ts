import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createDoctor } from '../../main/adapters/doctor.ts';
import { createSecretService } from '../../main/adapters/secret-service.ts';
import { sightWords } from '../../shared/words.ts';
import { memoryLatch } from '../support/memory-ports.ts';

test('the doctor calls the programs of a real desktop by their names', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tk-doctor-'));
  const bus = connectBus();
  const secrets = createSecretService(bus, 'tokenkeep-test');
  const doctor = createDoctor({
    secrets,
    latch: memoryLatch(),
    bus,
    home,
    kind: 'headless',
    troubles: () => [],
    clockOffsetMs: () => 0,
  });
  const findings = await doctor.findings();
  const found = Object.fromEntries(findings.map(({ topic, sight }) => [topic, sightWords(sight).found]));
  expect(found).toMatchObject({ keyring: 'gnome-keyring-daemon', tray: 'xfce4-panel', clipboard: 'X11', files: home });
  expect(found['notifications']).toMatch(/^dunst \d/);
  expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'good'));
  bus.close();
  rmSync(home, { recursive: true });
});
