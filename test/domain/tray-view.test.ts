import { describe, expect, test } from 'vitest';
import { labelLife, trayView, type TrayItem } from '../../main/domain/tray-view.ts';
import { statusOf } from '../../main/domain/status.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { KeyringState, Snapshot } from '../../shared/snapshot.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { aToken, at, DAY, endsAt, HOUR, looked, MINUTE, T0 } from '../support/tokens.ts';
import { calmSurroundings } from '../support/calm-surroundings.ts';
import { unlocked } from '../support/unlocked.ts';

function picture(tokens: readonly Token[], keyring: KeyringState = { kind: 'ok', backend: 'gnome-keyring' }): Snapshot {
  return {
    version: 1,
    at: T0,
    ...calmSurroundings,
    keyring,
    tokens: tokens.map((token) => ({ token, status: statusOf(token, T0, defaultSettings.leads), renews: 'none' })),
  };
}

const labels = (items: readonly TrayItem[]) => items.map((item) => (item.kind === 'separator' ? '-' : item.label));
const named = (label: string, facts: Partial<Token>) => aToken({ id: tokenId(label), label, ...facts });

const well = named('well', { standing: looked({ kind: 'valid' }, at(-4 * MINUTE)) });
const coming = named('coming', { standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(36 * HOUR)) });
const dead = named('dead', { standing: looked({ kind: 'valid' }, T0), expiry: endsAt(at(-2 * HOUR)) });
const unsure = named('unsure', {
  standing: { ...looked({ kind: 'unknown', cause: 'offline' }, T0), lastGood: { at: at(-4 * MINUTE), asked: '' } },
});

describe('the menu', () => {
  test('names the worst first, each with its state and the time that matters', () => {
    const { items } = trayView(picture([well, unsure, coming, dead]), T0);
    expect(labels(items).slice(0, 7)).toEqual([
      "4 tokens: 1 needs you, 1 soon, 1 can't tell",
      '-',
      'dead · Expired 2 hours ago',
      'coming · Expires in 1 day 12 hours',
      "unsure · Can't tell: offline. Last good 4 minutes ago",
      'well · Valid, checked 4 minutes ago',
      '-',
    ]);
  });

  test('offers copy, check and open for each token', () => {
    const row = trayView(picture([well]), T0).items[2];
    expect(row?.kind === 'submenu' ? labels(row.items) : []).toEqual(['Copy', 'Check now', 'Open']);
  });

  test('stays under 25 lines with sixty tokens, and says how many more there are', () => {
    const sixty = Array.from({ length: 60 }, (_, i) => named(`t${i}`, {}));
    const { items } = trayView(picture(sixty), T0);
    expect(items.length).toBeLessThan(25);
    expect(labels(items)).toContain('45 more…');
    expect(items).toContainEqual({ kind: 'action', label: '45 more…', action: { do: 'search' } });
    expect(labels(trayView(picture([well]), T0).items)).toContain('Search and copy…');
    expect(labels(trayView(picture([]), T0).items)).not.toContain('Search and copy…');
  });

  test('shows names literally and cuts those that are too long', () => {
    const { items } = trayView(picture([named('R&D_key', {}), named('x'.repeat(200), {})]), T0);
    expect(labels(items)[2]).toBe('R&D_key · Not checked yet');
    expect(labels(items)[3]).toBe(`${'x'.repeat(47)}… · Not checked yet`);
  });

  test('an empty vault says so', () => {
    expect(labels(trayView(picture([]), T0).items)[0]).toBe('No tokens yet');
  });

  test('a pause can be ended from where it was begun', () => {
    const paused = trayView({ ...picture([well]), pausedUntil: at(HOUR) }, T0);
    expect(labels(paused.items)).toContain('Resume notices');
    expect(labels(trayView(picture([well]), T0).items)).toContain('Pause notices');
  });
});

describe('the glyph', () => {
  test.each([
    ['well', [well]],
    ['coming', [well, coming]],
    ['dead', [well, coming, dead]],
    ['unsure', [well, unsure]],
    ['coming', [unsure, coming]],
  ] as const)('is %s for the worst of them', (face, tokens) => {
    expect(trayView(picture(tokens), T0).face).toBe(face);
  });

  test('is a padlock while the keyring is locked, and unsure while none answers', () => {
    expect(trayView(picture([dead], { kind: 'locked' }), T0).face).toBe('locked');
    expect(trayView(picture([well], { kind: 'silent' }), T0).face).toBe('unsure');
  });
});

test('labels are drawn anew each minute only where minutes are shown', () => {
  expect(labelLife(picture([named('soon', { expiry: endsAt(at(30 * MINUTE)) })]), T0)).toBe(MINUTE);
  expect(labelLife(picture([named('far', { expiry: endsAt(at(30 * DAY)) })]), T0)).toBe(10 * MINUTE);
  expect(labelLife(picture([]), T0)).toBeUndefined();
});

describe('the lock in the tray', () => {
  const one = picture([named('ci', {})]);
  const opensBy = ['passphrase'] as const;

  test('is offered where something would open it again, and nowhere else', () => {
    const lockable = { ...one, lock: { ...unlocked, opensBy } };
    expect(labels(trayView(lockable, T0).items)).toContain('Lock');
    expect(labels(trayView(one, T0).items)).not.toContain('Lock');
  });

  test('while it is shut: a padlock, one word, the way in, and of each token no use', () => {
    const view = trayView({ ...one, lock: { locked: true, keeps: 'keychain', opensBy } }, T0);
    expect([view.face, view.tooltip]).toEqual(['locked', 'Tokenkeep: Locked']);
    expect(labels(view.items)).toContain('Unlock…');
    const token = view.items.find((item) => item.kind === 'submenu');
    expect(token?.kind === 'submenu' ? labels(token.items) : []).toEqual(['Open']);
  });
});
