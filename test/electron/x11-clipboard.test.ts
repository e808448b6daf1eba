import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { createX11Clipboard } from '../../main/adapters/x11-clipboard.ts';
import { Secret } from '../../main/domain/secret.ts';

const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { timeout: 3000, maxBuffer: 1 << 20 });
const fake = `ghp_${'0'.repeat(36)}`;
const clipboard = createX11Clipboard(process.env['DISPLAY']);
const shown = (result: Awaited<ReturnType<typeof clipboard.read>>) =>
  result.ok ? result.value?.use((text) => text) : result.failure.code;

/** Another program's copy and paste. */
const copyElsewhere = async (text: string) => {
  const xclip = spawn('xclip', ['-selection', 'clipboard', '-i'], { stdio: ['pipe', 'ignore', 'ignore'] });
  xclip.stdin.end(text);
  await once(xclip, 'exit');
};
const pasteElsewhere = async (target = 'UTF8_STRING') =>
  (await run('xclip', ['-o', '-selection', 'clipboard', '-t', target])).stdout;

afterEach(async () => {
  await clipboard.clear();
});

describe('the clipboard on X11', () => {
  test('what is copied can be pasted elsewhere, and histories are told to look away, in one offer', async () => {
    expect(await clipboard.offer(new Secret(fake))).toEqual({ ok: true, value: { hidden: true, provable: true } });
    expect(await pasteElsewhere()).toBe(fake);
    expect(await pasteElsewhere('text/plain;charset=utf-8')).toBe(fake);
    expect(await pasteElsewhere('STRING')).toBe(fake);
    expect(await pasteElsewhere('x-kde-passwordManagerHint')).toBe('secret');
    expect(await pasteElsewhere('TARGETS')).toContain('x-kde-passwordManagerHint');
    expect(Number.parseInt(await pasteElsewhere('TIMESTAMP'), 10)).toBeGreaterThan(0);
  });

  test('a value of 64 KiB and one outside Latin-1 arrive byte for byte', async () => {
    for (const value of ['k'.repeat(65_536), '€'.repeat(65_536), 'é\n\ttoken\u0001']) {
      await clipboard.offer(new Secret(value));
      expect(await pasteElsewhere()).toBe(value);
    }
  });

  test('text that the old text target cannot hold is not offered by it', async () => {
    await clipboard.offer(new Secret('€'));
    expect((await pasteElsewhere('TARGETS')).split('\n')).not.toContain('STRING');
    await expect(pasteElsewhere('STRING')).rejects.toThrow(/not available/);
  });

  test('after clearing there is nothing to paste', async () => {
    await clipboard.offer(new Secret(fake));
    expect(await clipboard.clear()).toEqual({ ok: true, value: undefined });
    await expect(pasteElsewhere()).rejects.toThrow(/not available/);
    expect(shown(await clipboard.read())).toBeUndefined();
  });

  test('what the user copied since is never cleared', async () => {
    await clipboard.offer(new Secret(fake));
    await copyElsewhere('a shopping list');
    expect(await clipboard.clear()).toEqual({ ok: true, value: undefined });
    expect(await pasteElsewhere()).toBe('a shopping list');
  });

  test('a second copy replaces the first', async () => {
    await clipboard.offer(new Secret('first'));
    await clipboard.offer(new Secret(fake));
    expect(await pasteElsewhere()).toBe(fake);
    expect(shown(await clipboard.read())).toBe(fake);
  });

  test('what another program copied is read, and cleared when it is still the same', async () => {
    await copyElsewhere(fake);
    expect(shown(await clipboard.read())).toBe(fake);
    await clipboard.clear();
    await expect(pasteElsewhere()).rejects.toThrow(/not available/);
  });

  test('what changed after it was read is not cleared', async () => {
    await copyElsewhere(fake);
    await clipboard.read();
    await copyElsewhere('something newer');
    await clipboard.clear();
    expect(await pasteElsewhere()).toBe('something newer');
  });

  test('an owner that does not answer costs two seconds, not the app', async () => {
    await copyElsewhere(fake);
    const owner = (await run('pgrep', ['-n', '-x', 'xclip'])).stdout.trim();
    process.kill(Number(owner), 'SIGSTOP');
    try {
      const began = Date.now();
      expect(shown(await clipboard.read())).toBeUndefined();
      expect(Date.now() - began).toBeLessThan(4000);
    } finally {
      process.kill(Number(owner), 'SIGCONT');
    }
  });

  test('without a display there is no clipboard, and that is said', async () => {
    for (const display of [undefined, ':4999', 'nonsense']) {
      const none = createX11Clipboard(display);
      expect(await none.offer(new Secret(fake))).toEqual({ ok: false, failure: { code: 'no-desktop' } });
      expect(shown(await none.read())).toBe('no-desktop');
    }
  });
});
