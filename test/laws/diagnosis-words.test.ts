import { describe, expect, test } from 'vitest';
import type { Sight } from '../../shared/diagnosis.ts';
import { BACKUP_TROUBLES } from '../../shared/snapshot.ts';
import { LANGUAGES } from '../../shared/words/language.ts';
import { wordsIn } from '../../shared/words/in-language.ts';
import { T0 } from '../support/tokens.ts';
import { ENGLISH } from '../support/english-words.ts';

const home = '/home/me/.config/tokenkeep';
const SYSTEMS = ['darwin', 'win32'] as const;
const LACKS = ['no-bus', 'no-service', 'no-collection', 'no-library'] as const;

/** One of each at least. A sight that is missing here does not compile. */
const sights: { readonly [C in Sight['code']]: readonly Extract<Sight, { readonly code: C }>[] } = {
  'keyring-answers': [{ code: 'keyring-answers', name: 'gnome-keyring-daemon' }],
  'keyring-lacks': [
    { code: 'keyring-lacks', state: { kind: 'locked' } },
    { code: 'keyring-lacks', state: { kind: 'silent' } },
    ...LACKS.map((lack) => ({ code: 'keyring-lacks', state: { kind: 'absent', lack } }) as const),
  ],
  'passphrase-vault': [
    { code: 'passphrase-vault', open: true },
    { code: 'passphrase-vault', open: false },
  ],
  'tray-shown': [{ code: 'tray-shown', name: 'xfce4-panel' }],
  'tray-unshown': [{ code: 'tray-unshown', name: 'xfce4-panel' }],
  'tray-none': [{ code: 'tray-none' }],
  'notifications-shown': [{ code: 'notifications-shown', name: 'dunst 1.9.0' }],
  'notifications-silent': [{ code: 'notifications-silent' }],
  'notifications-none': [{ code: 'notifications-none' }],
  'notifications-off': SYSTEMS.map((system) => ({ code: 'notifications-off', system })),
  'system-brings': SYSTEMS.flatMap((system) =>
    (['tray', 'notifications', 'clipboard'] as const).map((what) => ({ code: 'system-brings', system, what }) as const),
  ),
  'clipboard-works': (['X11', 'wl-paste'] as const).map((by) => ({ code: 'clipboard-works', by })),
  'clipboard-unproved': [{ code: 'clipboard-unproved' }],
  'clipboard-none': [{ code: 'clipboard-none' }],
  'clipboard-windowless': [{ code: 'clipboard-windowless' }],
  'proxy-none': [{ code: 'proxy-none' }],
  'proxy-used': [{ code: 'proxy-used', address: 'http://proxy.example:3128' }],
  'proxy-broken': [{ code: 'proxy-broken' }],
  'ca-known': [
    { code: 'ca-known', store: '/etc/ssl/certs/ca-certificates.crt', extra: undefined },
    { code: 'ca-known', store: undefined, extra: '/etc/corp.pem' },
  ],
  'ca-system': SYSTEMS.map((system) => ({ code: 'ca-system', system, extra: '/etc/corp.pem' })),
  'ca-extra-broken': [{ code: 'ca-extra-broken', file: '/etc/corp.pem' }],
  'ca-built-in': [{ code: 'ca-built-in' }],
  'clock-uncompared': [{ code: 'clock-uncompared' }],
  'clock-right': [{ code: 'clock-right' }],
  'clock-off': [true, false].map((ahead) => ({ code: 'clock-off', minutes: 5, ahead })),
  'files-fine': [{ code: 'files-fine', home }],
  'files-shared': [{ code: 'files-shared', home }],
  'files-closed': [{ code: 'files-closed', home }],
  'audit-fine': [{ code: 'audit-fine' }],
  'audit-unseen': [{ code: 'audit-unseen' }],
  'audit-unwritable': [{ code: 'audit-unwritable', reason: 'ENOSPC' }],
  'values-missing': [
    { code: 'values-missing', names: ['github-ci'], count: 1 },
    { code: 'values-missing', names: ['a', 'b', 'c'], count: 12 },
  ],
  trouble: [
    { code: 'trouble', failure: { code: 'file-damaged', file: 'catalog.json' } },
    { code: 'trouble', failure: { code: 'file-unreadable', file: 'catalog.json', reason: 'EACCES' } },
    { code: 'trouble', failure: { code: 'file-lost', file: 'catalog.json' } },
    { code: 'trouble', failure: { code: 'file-newer', file: 'catalog.json', version: 9 } },
    { code: 'trouble', failure: { code: 'file-unwritable', file: 'catalog.json', reason: 'ENOSPC' } },
    { code: 'trouble', failure: { code: 'audit-gap', last: 200 } },
    { code: 'trouble', failure: { code: 'audit-anchor-missing' } },
    { code: 'trouble', failure: { code: 'audit-key-missing' } },
  ],
  'backup-off': [{ code: 'backup-off' }],
  'backup-made': (['day', 'week'] as const).flatMap((every) => [
    { code: 'backup-made', every, lastAt: '2027-01-01T00:00:00Z' },
    { code: 'backup-made', every, lastAt: undefined },
  ]),
  'backup-trouble': BACKUP_TROUBLES.map((trouble) => ({
    code: 'backup-trouble',
    trouble,
    lastAt: '2027-01-01T00:00:00Z',
  })),
  runtime: [
    { code: 'runtime', electron: '25.1.1', node: '18.15.0', kind: 'app' },
    { code: 'runtime', electron: undefined, node: '24.0.0', kind: 'headless' },
  ],
  'updates-none': [undefined, T0].map((lookedAt) => ({ code: 'updates-none', lookedAt })),
  'updates-unsought': (['system-package', 'plain-folder', 'no-feed', 'no-app', 'setting'] as const).map((why) => ({
    code: 'updates-unsought',
    why,
  })),
  'updates-coming': [{ code: 'updates-coming', version: '0.2.0' }],
  'updates-ready': [true, false].flatMap((oneWay) =>
    [true, false].map((waits) => ({ code: 'updates-ready', version: '0.2.0', oneWay, waits }) as const),
  ),
  'updates-failed': [true, false].map((trusted) => ({ code: 'updates-failed', trusted })),
  'login-off': [{ code: 'login-off' }],
  'login-on': [{ code: 'login-on', place: '/home/me/.config/autostart/tokenkeep.desktop' }],
  'login-lacks': (['absent', 'turned-off', 'other-vault', 'system'] as const).map((why) => ({
    code: 'login-lacks',
    place: '/home/me/.config/autostart/tokenkeep.desktop',
    why,
  })),
};
const all: readonly (readonly [string, Sight])[] = Object.values(sights)
  .flat()
  .map((sight) => [JSON.stringify(sight), sight]);

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(all)('what the doctor saw in %s has a name, and a lack its meaning', (_, sight) => {
    const { found, meaning } = wordsIn(language).sight(sight);
    expect(found).toMatch(/^\S.*[^\s.]$/);
    expect(found).not.toMatch(/undefined|\[object/);
    if (meaning === undefined) return;
    expect(meaning).toMatch(/^[\p{Lu}].{38,}\.$|^catalog\.json .*\.$/u);
    expect(meaning).not.toMatch(/undefined|\[object|!/);
  });
});

test.each(all)('in German the doctor has no English word for %s', (_, sight) => {
  const { found, meaning = '' } = wordsIn('de').sight(sight);
  expect(found).not.toMatch(ENGLISH);
  expect(meaning.replaceAll(/https?:\S+/g, '')).not.toMatch(ENGLISH);
  const name =
    /keyring-answers|shown|proxy-used|files-|ca-known|ca-extra|trouble|X11|login-on|login-lacks|values-missing/;
  if (name.test(JSON.stringify(sight))) return;
  expect(found).not.toBe(wordsIn('en').sight(sight).found);
});
