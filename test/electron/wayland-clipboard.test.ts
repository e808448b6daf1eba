import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, freshHome, launchAppIn, until } from './launch-app.ts';

const fake = `key_${'0'.repeat(36)}`;
const folder = mkdtempSync(path.join(process.env['TOKENKEEP_SESSION'] ?? '', 'bin-'));
const xclip = execFileSync('which', ['xclip'], { encoding: 'utf8' }).trim();

let app: ElectronApplication | undefined;
afterEach(async () => {
  await app?.close();
});

/** Stands in for the program that reads a Wayland clipboard; this desktop's own is X11. */
function wlPaste(script: string): void {
  const file = path.join(folder, 'wl-paste');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

async function start(): Promise<Page> {
  const env = { WAYLAND_DISPLAY: 'wayland-none', PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  app = await launchAppIn(env, freshHome(), '--open', '--ozone-platform=x11');
  const page = await app.firstWindow();
  await ask(page, 'add', { label: 'deploy', provider: 'other', pasted: { kind: 'value', text: fake } });
  return page;
}

const copy = (page: Page) => ask(page, 'copy', { token: 'deploy', clearAfterMs: 1000 });

function paste(): string {
  try {
    return execFileSync(xclip, ['-o', '-selection', 'clipboard'], { encoding: 'utf8', timeout: 3000, stdio: 'pipe' });
  } catch {
    return '';
  }
}

describe('copying on Wayland', () => {
  test('is proved by reading it back with another program, and so is its clearing', async () => {
    wlPaste(`exec ${xclip} -o -selection clipboard 2>/dev/null || { echo 'Nothing is copied' >&2; exit 1; }`);
    const page = await start();
    expect(await copy(page)).toMatchObject({ ok: true, value: { hidden: false, provable: true } });
    expect(paste()).toBe(fake);
    await until(() => paste() === '', 4000);
  });

  test('that was dropped is not called done', async () => {
    wlPaste("printf %s 'what was there before'");
    expect(await copy(await start())).toMatchObject({ ok: false, failure: { code: 'clipboard-refused' } });
  });

  test('that nobody can read back is done, and said to be unproved', async () => {
    wlPaste("echo 'Failed to connect to a Wayland server' >&2; exit 1");
    expect(await copy(await start())).toMatchObject({ ok: true, value: { hidden: false, provable: false } });
  });
});
