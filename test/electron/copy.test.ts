import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';
import { clickMenu, trayItems } from './tray-over-dbus.ts';

const run = promisify(execFile);
const fake = `key_${'0'.repeat(36)}`;
const home = freshHome();

/** As another program pastes; undefined where there is nothing. */
const paste = (target = 'UTF8_STRING'): Promise<string | undefined> =>
  run('xclip', ['-o', '-selection', 'clipboard', '-t', target], { timeout: 3000 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );

async function copyElsewhere(text: string): Promise<void> {
  const xclip = spawn('xclip', ['-selection', 'clipboard', '-i'], { stdio: ['pipe', 'ignore', 'ignore'] });
  xclip.stdin.end(text);
  await once(xclip, 'exit');
}

let app: ElectronApplication;
let page: Page;

async function start(): Promise<void> {
  app = await launchApp(home, '--open');
  page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

beforeAll(async () => {
  await start();
  await ask(page, 'add', { label: 'deploy', provider: 'other', pasted: { kind: 'value', text: fake } });
});
afterAll(() => app.close());

describe('copying in the app', () => {
  test('reaches the clipboard, hidden from histories, and is gone after the time set', async () => {
    expect(await ask(page, 'copy', { token: 'deploy', clearAfterMs: 2000 })).toMatchObject({
      ok: true,
      value: { label: 'deploy', hidden: true, provable: true },
    });
    expect(await paste()).toBe(fake);
    expect(await paste('x-kde-passwordManagerHint')).toBe('secret');
    await until(async () => (await paste()) === undefined, 4000);
  });

  test('from the tray menu does the same', async () => {
    const [item = ''] = await trayItems();
    await clickMenu(item, 'deploy', 'Copy');
    await until(async () => (await paste()) === fake);
  });

  test('leaves alone what the user copied meanwhile', async () => {
    await ask(page, 'copy', { token: 'deploy', clearAfterMs: 1000 });
    await copyElsewhere('a shopping list');
    await until(async () => (await page.evaluate(clipboardNote)) === false, 4000);
    expect(await paste()).toBe('a shopping list');
  });

  test('is off the clipboard when the app quits', async () => {
    await ask(page, 'copy', { token: 'deploy', clearAfterMs: 600_000 });
    expect(await paste()).toBe(fake);
    await app.close();
    expect(await paste()).toBeUndefined();
    await start();
  });

  test('is gone when the app is killed, and a copy that a clipboard manager kept is gone at the next start', async () => {
    await ask(page, 'copy', { token: 'deploy', clearAfterMs: 600_000 });
    expect(await paste()).toBe(fake);
    const ended = once(app.process(), 'exit');
    app.process().kill('SIGKILL');
    await ended;
    await until(async () => (await paste()) === undefined);
    await copyElsewhere(fake);
    await start();
    await until(async () => (await paste()) === undefined);
  });

  test('a token is added from the clipboard, which is empty then', async () => {
    const other = `key_${'1'.repeat(36)}`;
    await copyElsewhere(`${other}\n`);
    const added = await ask(page, 'add', { label: 'pasted', provider: 'other', pasted: { kind: 'clipboard' } });
    expect(added).toMatchObject({ ok: true, value: { length: other.length } });
    expect(JSON.stringify(added)).not.toContain(other);
    expect(await paste()).toBeUndefined();
  });
});

/** In the page: whether the picture says that something of ours is on the clipboard. */
function clipboardNote(): Promise<boolean> {
  return new Promise((resolve) => {
    const { tokenkeep } = globalThis as unknown as {
      tokenkeep: { watch(listener: (text: string) => void): () => void };
    };
    const end = tokenkeep.watch((text) => {
      const message: { kind: string; snapshot: { clipboard?: object } } = JSON.parse(text);
      if (message.kind !== 'whole') return;
      resolve(message.snapshot.clipboard !== undefined);
      setTimeout(() => end());
    });
  });
}
