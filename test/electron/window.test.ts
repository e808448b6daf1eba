import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freshHome, launchApp, until } from './launch-app.ts';

const fake = `ghp_${'0'.repeat(36)}`;

let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  app = await launchApp(freshHome(), '--open');
  page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
afterAll(() => app.close());

/** What the handler behind the bridge answers to a page that is not ours, or to a frame that has gone. */
function askFromElsewhere(from: 'other-window' | 'gone'): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow, ipcMain }, sender) => {
    const other = new BrowserWindow({ show: false });
    await other.loadURL('about:blank');
    // Electron offers no way to call a handler as another page would: this is the table that its own dispatch reads.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (...args: unknown[]) => unknown>;
    };
    const senderFrame = sender === 'gone' ? null : other.webContents.mainFrame;
    const answer = await new Promise((resolve) => {
      const event = { senderFrame, sendReply: resolve, _reply: resolve };
      void Promise.resolve(handlers.get('ask')?.(event, 'doctor', {})).then(
        (value) => value !== undefined && resolve(value),
      );
    });
    other.destroy();
    return answer;
  }, from);
}

describe('the window', () => {
  test('has no way to Node and only the bridge to us', async () => {
    const seen = await page.evaluate(() => ({
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys((globalThis as unknown as { tokenkeep: object }).tokenkeep).sort(),
    }));
    const bridge = ['ask', 'onOpen', 'rest', 'show', 'watch'];
    expect(seen).toEqual({ require: 'undefined', process: 'undefined', bridge });
  });

  test('runs sandboxed and isolated', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  test('runs no script that is written into the page or comes from elsewhere', async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.planted = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'globalThis.planted = true');
      image.src = 'data:image/png;base64,broken';
      document.body.append(image);
      const elsewhere = document.createElement('script');
      elsewhere.src = 'data:text/javascript,globalThis.planted=true';
      document.body.append(elsewhere);
      await new Promise((resolve) => setTimeout(resolve, 200));
      script.remove();
      image.remove();
      return (globalThis as { planted?: boolean }).planted ?? false;
    });
    expect(ran).toBe(false);
  });

  test('takes only style elements with the nonce of this page load, which is new each time', async () => {
    const nonce = () => page.locator('meta[name="csp-nonce"]').getAttribute('content');
    const first = await nonce();
    const coloured = await page.evaluate((good) => {
      const colours = [undefined, good].map((used) => {
        const style = document.createElement('style');
        if (used !== undefined && used !== null) style.setAttribute('nonce', used);
        style.textContent = 'html { outline-color: rgb(1, 2, 3) !important }';
        document.head.append(style);
        const colour = getComputedStyle(document.documentElement).outlineColor;
        style.remove();
        return colour === 'rgb(1, 2, 3)';
      });
      return colours;
    }, first);
    expect(coloured).toEqual([false, true]);
    await page.reload();
    expect(await nonce()).not.toBe(first);
  });

  test('reaches no network and no file', async () => {
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:9/',
      'file:///etc/passwd',
      'app://elsewhere/index.html',
    ]) {
      const fetched = await page.evaluate(
        (address) =>
          fetch(address).then(
            () => 'fetched',
            () => 'refused',
          ),
        url,
      );
      expect(fetched).toBe('refused');
    }
  });

  test('serves nothing from outside its folder', async () => {
    const statuses = await app.evaluate(async ({ session }) => {
      const paths = [
        'index.html',
        '../main/index.cjs',
        '%2e%2e/main/index.cjs',
        '..%2fpreload%2findex.cjs',
        'none.js',
        '',
      ];
      const window = session.fromPartition('window');
      const answers = paths.map((path) =>
        window.fetch(`app://tokenkeep/${path}`).then(
          (answer) => answer.status,
          () => 0,
        ),
      );
      return Promise.all(answers);
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
  });

  test('stays on its page and opens no other', async () => {
    const before = page.url();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      link.remove();
      location.href = 'https://example.com/';
    });
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
  });

  test('is granted no permission', async () => {
    const states = await page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'clipboard-read'] as PermissionName[];
      const answers = names.map(async (name) => (await navigator.permissions.query({ name })).state);
      return Promise.all(answers);
    });
    expect(states).toEqual(['denied', 'denied', 'denied']);
    await expect(page.evaluate(() => navigator.clipboard.readText())).rejects.toThrow(/denied|permission/i);
  });

  test('is answered, and no other window is', async () => {
    expect(await askFromElsewhere('other-window')).toMatchObject({ ok: false, failure: { code: 'refused' } });
    expect(await askFromElsewhere('gone')).toMatchObject({ ok: false, failure: { code: 'refused' } });
    expect(await ask(page, 'doctor', {})).toMatchObject({ ok: true });
  });

  test('is told what is wrong with an input, and unknown commands are refused', async () => {
    expect(await ask(page, 'snooze', { token: '', forMs: 60_000 })).toMatchObject({
      ok: false,
      failure: { code: 'bad-input', field: 'token' },
    });
    const unknown = await page.evaluate(() =>
      (globalThis as unknown as { tokenkeep: { ask(name: string, input: object): Promise<unknown> } }).tokenkeep.ask(
        'constructor',
        {},
      ),
    );
    expect(unknown).toMatchObject({ ok: false, failure: { code: 'refused' } });
  });

  test('never holds a value: not in its page, its pictures or its answers', async () => {
    const added = await ask(page, 'add', { label: 'quiet', provider: 'other', pasted: { kind: 'value', text: fake } });
    expect(JSON.stringify(added)).not.toContain(fake);
    // Not by Playwright's own click: it waits for the navigation that was refused above.
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.tk-side-entry')[1]?.click());
    await until(() => page.getByText('quiet').first().isVisible());
    expect(await page.content()).not.toContain(fake);
  });

  test('where a screen breaks says so, keeps all around it, and shows it again when asked', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('there is a window');
      const send = contents.send.bind(contents);
      contents.send = (channel, text: string) => {
        const message = channel === 'snapshot' ? JSON.parse(text) : undefined;
        if (message?.kind !== 'whole') return send(channel, text);
        contents.send = send;
        send(channel, JSON.stringify({ ...message, snapshot: { ...message.snapshot, grants: null } }));
      };
    });
    const go = (name: string) =>
      page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).first().press('Enter');
    await page.reload();
    await go('Lending');
    await page.getByRole('heading', { name: 'This screen broke' }).waitFor();
    await go('About');
    await page.getByRole('heading', { level: 1, name: /About/ }).waitFor();
    await go('Lending');
    await page.getByRole('heading', { name: 'This screen broke' }).waitFor();
    // Whatever is set tells the page anew what is around its tokens.
    await ask(page, 'set', { key: 'language', value: 'de' });
    await page.getByRole('button', { name: 'Noch einmal zeigen' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ausleihe' }).waitFor();
    await ask(page, 'set', { key: 'language', value: 'en' });
  });

  test('is made anew after its page has crashed', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await until(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 0));
    await app.evaluate(({ app: it }) => it.emit('activate'));
    page = await until(() => app.windows().find((each) => !each.isClosed()));
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});
