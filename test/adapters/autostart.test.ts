import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { autostartPlace, createAutostart } from '../../main/adapters/autostart-file.ts';

function begin(home = '/home/me/vault') {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokenkeep-autostart-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = autostartPlace({ XDG_CONFIG_HOME: folder });
  const started = { program: '/opt/Tokenkeep/tokenkeep-app', args: [`--home=${home}`], home };
  return { folder, file, item: createAutostart(file, started), started };
}

test('the desktop starts it at sign-in, and no longer when that is turned off', async () => {
  const { file, item } = begin();
  expect(await item.set(true)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Tokenkeep/tokenkeep-app" "--home=/home/me/vault"');
  expect(await item.finding(true)).toEqual({ topic: 'login', state: 'good', sight: { code: 'login-on', place: file } });
  expect(await item.set(false)).toBe(true);
  expect(existsSync(file)).toBe(false);
  expect(await item.finding(true)).toMatchObject({ state: 'poor' });
  expect(await item.finding(false)).toMatchObject({ state: 'good', sight: { code: 'login-off' } });
});

test('an entry of another vault is left as it is', async () => {
  const { file, item, started } = begin();
  await item.set(true);
  const other = createAutostart(file, { ...started, home: '/tmp/demo' });
  const before = readFileSync(file, 'utf8');
  expect(await other.set(true)).toBe(false);
  expect(await other.set(false)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(await other.finding(true)).toMatchObject({ state: 'poor' });
});

test('what its owner turned off in the desktop stays off, and is told', async () => {
  const { file, item } = begin();
  await item.set(true);
  const off = readFileSync(file, 'utf8').replace('Autostart-enabled=true', 'Autostart-enabled=false');
  writeFileSync(file, off);
  expect(await item.set(true)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(off);
  expect((await item.finding(true)).sight).toMatchObject({ code: 'login-lacks', why: 'turned-off' });
});

test('a program that has moved is started from where it is now', async () => {
  const { file, item, started } = begin();
  await item.set(true);
  await createAutostart(file, { ...started, program: '/opt/new/tokenkeep-app' }).set(true);
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/new/tokenkeep-app"');
});

test('a folder that cannot be written is no failure of the app', async () => {
  const { folder, started } = begin();
  writeFileSync(path.join(folder, 'file'), '');
  const item = createAutostart(path.join(folder, 'file', 'autostart', 'tokenkeep.desktop'), started);
  expect(await item.set(true)).toBe(false);
});

test('a folder with any name is named as it is, to a real desktop', async () => {
  const { folder, file } = begin();
  const odd = path.join(folder, 'a "b" $c `d` %e \\f');
  const program = path.join(folder, 'say');
  writeFileSync(program, `#!/bin/sh\nprintf '%s' "$1" > ${path.join(folder, 'said')}\n`, { mode: 0o755 });
  await createAutostart(file, { program, args: [odd], home: odd }).set(true);
  execFileSync('desktop-file-validate', [file]);
  execFileSync('gio', ['launch', file]);
  for (let left = 100; left > 0 && !existsSync(path.join(folder, 'said')); left -= 1)
    await new Promise((wake) => setTimeout(wake, 20));
  expect(readFileSync(path.join(folder, 'said'), 'utf8')).toBe(odd);
});
