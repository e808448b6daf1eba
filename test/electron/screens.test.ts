import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGLISH } from '../support/english-words.ts';
import { homeOf, plantIn } from '../support/plain-home.ts';
import { ask, chooses, freshHome, launchAppIn, until } from './launch-app.ts';
import { seedHome } from './seeded-home.ts';

const out = path.resolve(import.meta.dirname, '../../out/screens');
const screens = ['home', 'tokens', 'lending', 'audit', 'inbox', 'backup', 'settings', 'doctor', 'about'] as const;
const NAMES = {
  home: 'Home',
  tokens: 'Tokens',
  lending: 'Lending',
  audit: 'Audit',
  inbox: 'Inbox',
  backup: 'Backup',
  settings: 'Settings',
  doctor: 'Doctor',
  about: 'About',
} as const;

const person = freshHome();
const value = (digit: string): string => `ghp_${digit.repeat(36)}`;
const backup = { file: path.join(person, 'all.age'), passphrase: 'five plain words for this' };
/** With nothing in it that tells at a glance that it is made up. */
const strange = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;

let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  const home = freshHome();
  await seedHome(home);
  plantIn(person);
  writeFileSync(
    path.join(person, 'shop.env'),
    `SHOP=${value('1')}\nAGAIN=${value('1')}\nPORT=3000\nNAME=$SHOP\nEMPTY=\n`,
  );
  mkdirSync(path.join(person, 'shop'));
  writeFileSync(path.join(person, 'shop', 'notes.txt'), `one ${value('2')}\n`);
  writeFileSync(path.join(person, 'shop', 'deploy.sh'), `# with ${strange}\n`);
  app = await launchAppIn(homeOf(person), home, '--open');
  page = await app.firstWindow();
  page.setDefaultTimeout(10_000);
  const pasted = { kind: 'value' as const, text: value('2') };
  await ask(page, 'add', { label: 'shop-ci', pasted, host: 'http://127.0.0.1:9' });
  const { file, passphrase } = backup;
  await ask(page, 'backup', { file, lock: { kind: 'passphrase', passphrase } });
  await ask(page, 'edit', { token: 'shop-ci', owner: 'shop' });
});
afterAll(() => app.close());

const sideEntry = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).first();

async function find(way: string): Promise<void> {
  await sideEntry('Find').press('Enter');
  await page.getByRole('radio', { name: way }).press('Space');
}

async function findIn(way: string, file: string, act: string): Promise<void> {
  await chooses(app, file);
  await find(way);
  await page.getByRole('button', { name: act }).press('Enter');
}

/** One with a token and somebody who is invited, made once. */
async function aTeam(): Promise<void> {
  const teams = await ask(page, 'teamList', {});
  if (teams.ok && teams.value.length > 0) return;
  const place = { kind: 'folder' as const, path: path.join(person, 'team') };
  await ask(page, 'teamCreate', { name: 'platform', person: 'kim', place });
  await ask(page, 'teamShare', { token: 'shop-ci' });
  await ask(page, 'teamInviteCopy', { name: 'robin', role: 'user' });
}

/** Each place of the window, by its name in the file of its picture. */
const ways: readonly (readonly [string, () => Promise<void>])[] = [
  ...screens.map((screen) => [screen, () => sideEntry(NAMES[screen]).press('Enter')] as const),
  ['add', () => page.getByRole('button', { name: 'Add a token' }).first().press('Enter')],
  [
    'token',
    async () => {
      await sideEntry(NAMES.tokens).press('Enter');
      await page.getByText('release-bot').first().click();
    },
  ],
  [
    'backup-make',
    async () => {
      await sideEntry(NAMES.backup).press('Enter');
      await page.getByRole('radio', { name: 'Make a backup' }).press('Space');
      await page.getByRole('button', { name: 'Save a backup' }).waitFor();
    },
  ],
  [
    'backup-restore',
    async () => {
      await chooses(app, backup.file);
      await sideEntry(NAMES.backup).press('Enter');
      await page.getByRole('radio', { name: 'Restore' }).press('Space');
      await page.getByRole('button', { name: 'Choose a backup' }).press('Enter');
      await page.getByLabel('Passphrase of the backup').fill(backup.passphrase);
      await page.getByRole('button', { name: 'Look into it' }).press('Enter');
      await page.getByRole('list', { name: 'What is in the backup' }).waitFor({ timeout: 30_000 });
    },
  ],
  [
    'team-begin',
    async () => {
      await sideEntry('Team').press('Enter');
      // The first time there is no team yet.
      await page.getByRole('heading', { level: 1, name: /Team|platform/ }).waitFor();
    },
  ],
  [
    'team',
    async () => {
      await aTeam();
      await sideEntry('Team').press('Enter');
      await page.getByText('kim looks after it').waitFor();
    },
  ],
  [
    'find',
    async () => {
      await find('On this machine');
      await page.getByRole('list', { name: 'Tokens in plain text' }).waitFor();
    },
  ],
  [
    'find-take',
    async () => {
      await find('On this machine');
      await page.getByRole('checkbox', { name: 'Select all' }).first().press('Space');
      await page.getByRole('button', { name: /^Take over \d/ }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'find-file',
    async () => {
      await page.keyboard.press('Escape');
      await findIn('From a file', path.join(person, 'shop.env'), 'Choose a file');
      await page.getByRole('list', { name: 'What is in the file' }).waitFor();
    },
  ],
  [
    'find-folder',
    async () => {
      await findIn('In a folder', path.join(person, 'shop'), 'Choose a folder');
      await page.getByRole('checkbox', { name: 'Also what has the shape' }).press('Space');
      await page.getByRole('button', { name: 'Search' }).press('Enter');
      await page.getByText('This is your token shop-ci').waitFor();
    },
  ],
  [
    'find-end',
    async () => {
      await page.getByRole('button', { name: 'Make it dead: shop-ci' }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

async function resize(width: number, height: number): Promise<void> {
  const size = [width, height] as const;
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), size);
  await page.setViewportSize({ width, height });
}

/** What axe finds wrong, of the two worst kinds, with where it is. */
async function faults(): Promise<readonly string[]> {
  // Another page for the report cannot be had inside of one window.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.each(['light', 'dark'] as const)('every screen in %s', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));

  test.each(ways)('%s has no serious fault for those who do not see it, and a picture of it', async (name, go) => {
    await resize(1280, 800);
    await go();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await faults()).toEqual([]);
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await resize(width, height);
      await page.screenshot({ path: path.join(out, `${name}-${colorScheme}-${width}x${height}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  });
});

/** What a person can act on that Tab does not come to on the way round the page. */
const unreached = () =>
  page.evaluate(() => {
    const acting = 'a[href], button, input, select, textarea, [tabindex="0"]';
    // What stands before everything else holds the focus until it is gone.
    const within = [...document.querySelectorAll('[role=dialog]')].find((each) => each.checkVisibility()) ?? document;
    return [...within.querySelectorAll<HTMLElement>(acting)]
      .filter((each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility())
      .filter((each) => each.closest('[aria-hidden=true], [inert]') === null)
      .filter((each) => each.dataset['reached'] !== 'yes')
      .filter((each) => !(each instanceof HTMLInputElement && each.type === 'radio' && !each.checked))
      .map((each) => each.getAttribute('aria-label') ?? each.textContent ?? each.tagName);
  });

describe('every screen by keyboard', () => {
  test.each(ways)('%s: Tab comes to all that can be acted on, and back to the beginning', async (_name, go) => {
    await go();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      for (const each of document.querySelectorAll<HTMLElement>('[data-reached]')) delete each.dataset['reached'];
    });
    const mark = () =>
      page.evaluate(() => {
        const here = document.activeElement as HTMLElement | null;
        if (here === null || here === document.body) return 'out';
        const before = here.dataset['reached'];
        here.dataset['reached'] = 'yes';
        return before ?? 'new';
      });
    let steps = 0;
    for (let seen = 'new'; seen !== 'yes' && steps < 200; steps += 1) {
      await page.keyboard.press('Tab');
      seen = await mark();
    }
    expect(steps).toBeLessThan(200);
    expect(await unreached()).toEqual([]);
  });
});

describe('every screen in German', () => {
  const read = () => page.evaluate(() => (document.querySelector('main') ?? document.body).innerText);
  const named = () =>
    page.evaluate(() => [...document.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label')));

  beforeAll(async () => {
    await ask(page, 'set', { key: 'language', value: 'de' });
    await until(() => page.getByRole('button', { name: 'Einstellungen' }).isVisible());
  });

  test.each([
    'Übersicht',
    'Token',
    'Ausleihe',
    'Team',
    'Finden',
    'Protokoll',
    'Eingang',
    'Sicherung',
    'Einstellungen',
    'Diagnose',
    'Über',
  ])('%s shows no English sentence', async (name) => {
    await page.getByRole('navigation').getByRole('button', { name }).first().press('Enter');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const lines = [...(await read()).split('\n'), ...(await named()).map((label) => label ?? '')];
    expect(lines.filter((line) => ENGLISH.test(line.replaceAll(/\b(GET|POST) \S+/g, '')))).toEqual([]);
  });
});
