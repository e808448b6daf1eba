import { AppImageUpdater } from 'electron-updater';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { feedUpdaterOf } from '../../main/adapters/feed-updater.ts';
import { createUpdates } from '../../main/adapters/updates.ts';
import { serveFeed } from '../support/update-feed.ts';

const NAME = 'Tokenkeep-0.2.0-linux-x86_64.AppImage';
const script = (text: string): Buffer => Buffer.from(`#!/bin/sh\n${text}\n`);

afterEach(() => {
  delete process.env['APPIMAGE'];
});

/** An AppImage that is installed in a folder of its own, and the library that replaces it, with no Electron around. */
async function begin() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokenkeep-updates-'));
  const feed = await serveFeed();
  onTestFinished(async () => {
    await feed.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (name: string): string => path.join(folder, name);
  const installed = at('Tokenkeep.AppImage');
  writeFileSync(installed, script(`echo old >> ${at('started')}`), { mode: 0o755 });
  writeFileSync(at('app-update.yml'), 'updaterCacheDirName: updates\n');
  process.env['APPIMAGE'] = installed;
  const ends: string[] = [];
  const updates = createUpdates({
    off: undefined,
    publicKey: feed.publicKey,
    openUpdater: async () => feedUpdaterOf(libraryIn(folder, feed.url), () => ends.push('relaunch')),
    quit: () => ends.push('quit'),
  });
  const offer = (spoil?: Parameters<typeof feed.offer>[1]): void =>
    feed.offer({ version: '0.2.0', file: NAME, bytes: script(`echo new >> ${at('started')}`) }, spoil);
  return { folder, at, feed, installed, updates, ends, offer };
}

function libraryIn(folder: string, url: string): AppImageUpdater {
  const updater = new AppImageUpdater(null, {
    version: '0.1.0',
    name: 'Tokenkeep',
    isPackaged: true,
    appUpdateConfigPath: path.join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  // In the app it is Chromium's network that asks; here Node's does, and looks at no hash, so that only ours stands in the way.
  Object.assign(updater, {
    httpExecutor: {
      request: async ({ hostname, port, path: place }: { hostname: string; port: string; path: string }) =>
        (await fetch(`http://${hostname}:${port}${place}`)).text(),
      async download(from: URL, to: string) {
        writeFileSync(to, Buffer.from(await (await fetch(from)).arrayBuffer()));
      },
    },
  });
  updater.setFeedURL({ provider: 'generic', url });
  return updater;
}

async function seen(file: string): Promise<string> {
  for (let left = 100; left > 0 && !existsSync(file); left -= 1) await new Promise((wake) => setTimeout(wake, 20));
  return readFileSync(file, 'utf8');
}

test('an update from the feed is fetched, put in the place of the old one and started, once all has ended', async () => {
  const { at, installed, updates, ends, offer } = await begin();
  offer();
  expect(await updates.look()).toEqual({ ok: true, value: { version: '0.2.0', format: 1 } });
  expect(await updates.fetch()).toMatchObject({ ok: true });
  expect(await updates.install()).toMatchObject({ ok: true });
  // The app is asked to end, and until it has nothing is replaced.
  expect([ends, readFileSync(installed, 'utf8').includes('old')]).toEqual([['quit'], true]);
  expect(updates.finish()).toBe(true);
  expect(await seen(at('started'))).toBe('new\n');
  expect(readFileSync(installed, 'utf8')).toContain('echo new');
  expect(ends).toEqual(['quit']);
});

test('the same version, or an older one, is no update', async () => {
  const { feed, updates } = await begin();
  for (const version of ['0.1.0', '0.0.9']) {
    feed.offer({ version, file: NAME, bytes: script('true') });
    expect(await updates.look()).toEqual({ ok: true, value: undefined });
  }
});

const spoiled: readonly (readonly [string, (feed: Record<string, unknown>) => Record<string, unknown>])[] = [
  ['no signature', ({ signature: _signature, ...feed }) => feed],
  ['another version than was signed', (feed) => ({ ...feed, version: '0.3.0' })],
  ['another format than was signed', (feed) => ({ ...feed, format: 7 })],
  [
    'another hash than was signed',
    (feed) => ({ ...feed, files: [{ url: NAME, size: 5, sha512: `${'A'.repeat(86)}==` }] }),
  ],
  [
    'a file elsewhere',
    (feed) => ({
      ...feed,
      files: [{ url: 'https://elsewhere.example/x.AppImage', size: 5, sha512: `${'A'.repeat(86)}==` }],
    }),
  ],
];

test.each(spoiled)('a feed with %s is refused, and nothing is fetched', async (_what, spoil) => {
  const { feed, installed, updates, ends, offer } = await begin();
  offer(spoil);
  expect(await updates.look()).toMatchObject({ ok: false, failure: { code: 'update-untrusted', why: 'signature' } });
  expect(await updates.install()).toMatchObject({ ok: false });
  expect([ends, updates.finish()]).toEqual([[], false]);
  expect(feed.asked).not.toContain(NAME);
  expect(readFileSync(installed, 'utf8')).toContain('old');
});

test('a feed signed by somebody else is refused', async () => {
  const [{ updates, offer }, stranger] = [await begin(), await serveFeed()];
  onTestFinished(stranger.close);
  offer();
  const other = createUpdates({
    off: undefined,
    publicKey: stranger.publicKey,
    openUpdater: async () => ({
      check: async () => ({ isNewer: true, told: { version: '0.2.0' }, version: '0.2.0' }),
      fetch: async () => undefined,
      install: () => undefined,
    }),
    quit: () => undefined,
  });
  expect(await updates.look()).toMatchObject({ ok: true });
  expect(await other.look()).toMatchObject({ ok: false, failure: { why: 'signature' } });
});

test('a file that is not the one that was signed is refused', async () => {
  const { feed, installed, updates, ends, offer } = await begin();
  offer();
  feed.swap(script('echo somebody else'));
  expect(await updates.look()).toMatchObject({ ok: true });
  expect(await updates.fetch()).toEqual({
    ok: false,
    failure: { code: 'update-untrusted', version: '0.2.0', why: 'hash' },
  });
  expect([ends, updates.finish()]).toEqual([[], false]);
  expect(readFileSync(installed, 'utf8')).toContain('old');
});

test('a file that was changed after it was fetched is not put in place', async () => {
  const { folder, updates, ends, offer } = await begin();
  offer();
  await updates.look();
  expect(await updates.fetch()).toMatchObject({ ok: true });
  const fetched = path.join(folder, 'updates', 'pending', NAME);
  chmodSync(fetched, 0o755);
  writeFileSync(fetched, script('echo somebody else'));
  expect(await updates.install()).toMatchObject({ ok: false, failure: { code: 'update-untrusted', why: 'hash' } });
  expect([ends, updates.finish()]).toEqual([[], false]);
});

test('a feed that does not answer is told by its code alone', async () => {
  const { feed, updates } = await begin();
  await feed.close();
  const look = await updates.look();
  expect(look).toMatchObject({ ok: false, failure: { code: 'update-unreachable', reason: 'ECONNREFUSED' } });
});
