import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net, { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveAgent } from '../../main/adapters/agent-socket.ts';
import type { Answer } from '../../main/adapters/agent-answers.ts';
import type { End } from '../../shared/lifetime.ts';
import { socketPlace, type SocketPlace } from '../../shared/socket.ts';

const ends: End[] = [];
let home: string;
beforeEach(() => void (home = mkdtempSync(path.join(tmpdir(), 'tokenkeep-agent-'))));
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(home, { recursive: true, force: true });
});

const placeOf = (folder: string): SocketPlace => socketPlace(folder, process.platform, process.getuid?.(), tmpdir());
const log = { note: () => undefined };
const echo: Answer = async (message) => ({ ok: true, value: message }) as never;

async function serve(place = placeOf(home), answer: Answer = echo) {
  const served = await serveAgent({ place, answer, log });
  if (served.ok) ends.push(served.value);
  return served;
}

async function connect({ path: at }: SocketPlace): Promise<Socket> {
  const socket = net.connect(at).on('error', () => undefined);
  await once(socket, 'connect');
  ends.push(() => void socket.destroy());
  return socket;
}

/** What came until the other side closed. */
async function everything(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  await new Promise((resolve) => socket.on('close', resolve));
  return text;
}

async function say(place: SocketPlace, text: string | Buffer): Promise<string> {
  const socket = await connect(place);
  socket.write(text);
  return everything(socket);
}

const refusal = (place: string, why: string) => ({ ok: false, failure: { code: 'agent-place-refused', place, why } });

describe('where the agent listens', () => {
  test('only this user can look: the folder is 0700 and the socket 0600, whatever the mask', async () => {
    const before = process.umask(0);
    const place = placeOf(home);
    await serve(place);
    expect(process.umask(before)).toBe(0);
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    expect(statSync(place.path).mode & 0o777).toBe(0o600);
  });

  // Only root can become somebody else.
  test.runIf(process.getuid?.() === 0)('another user of the machine is turned away by the system', async () => {
    const place = placeOf(home);
    await serve(place);
    const knock = `require('node:net').connect(process.argv[1]).on('connect', () => console.log('in')).on('error', (error) => console.log(error.code))`;
    const them = { uid: 65_534, gid: 65_534, encoding: 'utf8', cwd: '/' } as const;
    expect(execFileSync(process.execPath, ['-e', knock, place.path], them)).toBe('EACCES\n');
  });

  test('a folder of ours that others could enter is closed to them', async () => {
    const place = placeOf(home);
    mkdirSync(place.folder);
    chmodSync(place.folder, 0o777);
    expect(await serve(place)).toMatchObject({ ok: true });
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
  });

  test('a home with a path of 150 characters gets a short one elsewhere', async () => {
    const deep = path.join(home, 'x'.repeat(150));
    const place = placeOf(deep);
    ends.push(() => rmSync(place.folder, { recursive: true, force: true }));
    expect(place.path.length).toBeLessThanOrEqual(100);
    expect(await serve(place)).toMatchObject({ ok: true });
    expect(await say(place, '1\n')).toBe('{"ok":true,"value":1}\n');
  });

  test('a socket that nobody answers at is replaced, one that answers is not', async () => {
    const place = placeOf(home);
    mkdirSync(place.folder, { mode: 0o700 });
    await leaveDeadSocket(place.path);
    expect(await serve(place)).toMatchObject({ ok: true });
    expect(await serve(place)).toEqual(refusal(place.path, 'in-use'));
    expect(await say(place, '1\n')).toBe('{"ok":true,"value":1}\n');
  });

  test('a file there is refused and left as it is', async () => {
    const place = placeOf(home);
    mkdirSync(place.folder);
    writeFileSync(place.path, 'mine');
    expect(await serve(place)).toEqual(refusal(place.path, 'not-a-socket'));
    expect(readFileSync(place.path, 'utf8')).toBe('mine');
  });

  test('a link there is not followed, to a file or to a live socket', async () => {
    const [place, other] = [placeOf(home), placeOf(path.join(home, 'other'))];
    await serve(other);
    mkdirSync(place.folder);
    symlinkSync(other.path, place.path);
    expect(await serve(place)).toEqual(refusal(place.path, 'not-a-socket'));
    expect(lstatSync(place.path).isSymbolicLink()).toBe(true);
    expect(await say(other, '1\n')).toBe('{"ok":true,"value":1}\n');
  });

  test('a link or a file in place of the folder is refused', async () => {
    const place = placeOf(home);
    mkdirSync(path.join(home, 'elsewhere'));
    symlinkSync(path.join(home, 'elsewhere'), place.folder);
    expect(await serve(place)).toEqual(refusal(place.folder, 'not-a-folder'));
    rmSync(place.folder);
    writeFileSync(place.folder, '');
    expect(await serve(place)).toEqual(refusal(place.folder, 'not-a-folder'));
  });

  test('a folder of another user is refused', async () => {
    const folder = process.getuid?.() === 0 ? path.join(home, 'theirs') : '/usr';
    if (folder !== '/usr') {
      mkdirSync(folder);
      chownSync(folder, 12_345, 12_345);
    }
    expect(await serve({ folder, path: `${folder}/agent.sock` })).toEqual(refusal(folder, 'foreign'));
  });

  test('the socket is gone when it ends', async () => {
    const place = placeOf(home);
    const served = await serve(place);
    if (served.ok) await served.value();
    expect(existsSync(place.path)).toBe(false);
  });
});

/** A process that was killed leaves its socket behind; here a rename keeps it from being cleared away. */
async function leaveDeadSocket(at: string): Promise<void> {
  const server = net.createServer().listen(`${at}.live`);
  await once(server, 'listening');
  renameSync(`${at}.live`, at);
  server.close();
  await once(server, 'close');
  expect(lstatSync(at).isSocket()).toBe(true);
}

describe('what is said to it', () => {
  test('one line is answered by one line, and the connection is closed', async () => {
    await serve();
    expect(await say(placeOf(home), '{"a":"é"}\nmore\n')).toBe('{"ok":true,"value":{"a":"é"}}\n');
  });

  test('a line may come in any pieces', async () => {
    await serve();
    const socket = await connect(placeOf(home));
    for (const byte of Buffer.from('"é"\n')) socket.write(Buffer.from([byte]));
    expect(await everything(socket)).toBe('{"ok":true,"value":"é"}\n');
  });

  test('what is no JSON is refused with a reason', async () => {
    await serve();
    expect(JSON.parse(await say(placeOf(home), 'hello\n'))).toMatchObject({
      ok: false,
      failure: { code: 'bad-input', need: 'one line of JSON' },
    });
  });

  test.each([
    'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'POST / HTTP/1.1\n{"v":1}\n',
    'OPTIONS * HTTP/1.1\n',
    'GET /\n',
  ])('a browser gets no word: %j', async (text) => {
    await serve(placeOf(home), () => expect.unreachable());
    expect(await say(placeOf(home), text)).toBe('');
  });

  test('a line of a mebibyte is taken and a longer one refused', async () => {
    await serve(placeOf(home), async (message) => ({ ok: true, value: String(message).length }) as never);
    expect(await say(placeOf(home), `"${'x'.repeat(1_048_574)}"\n`)).toBe('{"ok":true,"value":1048574}\n');
    expect(await say(placeOf(home), Buffer.alloc(3_000_000, 120))).toContain('at most 1048576 bytes');
  });

  test('an answer that takes its time at the end is still given', async () => {
    let answer: (() => void) | undefined;
    const served = await serve(
      placeOf(home),
      () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: 'late' } as never))),
    );
    const socket = await connect(placeOf(home));
    socket.write('1\n');
    const said = everything(socket);
    await expect.poll(() => answer).toBeDefined();
    const over = served.ok ? served.value() : undefined;
    answer?.();
    await over;
    expect(await said).toBe('{"ok":true,"value":"late"}\n');
  });
});

test('a thousand who talk nonsense, hundreds who say nothing and 64 who are slow hold nobody up', async () => {
  const place = placeOf(home);
  await serve(place);
  const nonsense = Array.from({ length: 1000 }, async (_, i) => {
    const socket = net.connect(place.path).on('error', () => undefined);
    ends.push(() => void socket.destroy());
    // A third each: garbage with no end, garbage lines, and nothing at all.
    if (i % 3 === 0) socket.write(Buffer.alloc(100, i % 251));
    if (i % 3 === 1) socket.write('}{\n');
  });
  await Promise.all(nonsense);
  const started = performance.now();
  expect(await say(place, '1\n')).toBe('{"ok":true,"value":1}\n');
  expect(performance.now() - started).toBeLessThan(1000);
});

test('at most 64 requests are at work at once, and the rest are answered after them', async () => {
  const place = placeOf(home);
  const finish: (() => void)[] = [];
  let [atWork, most] = [0, 0];
  await serve(place, async () => {
    most = Math.max(most, (atWork += 1));
    await new Promise<void>((resolve) => finish.push(resolve));
    atWork -= 1;
    return { ok: true, value: 0 } as never;
  });
  const all = Array.from({ length: 100 }, () => say(place, '1\n'));
  await expect.poll(() => finish.length).toBe(64);
  while (finish.length > 0) {
    finish.shift()?.();
    await new Promise(setImmediate);
  }
  await expect.poll(() => (finish.shift()?.(), atWork)).toBe(0);
  expect(new Set(await Promise.all(all))).toEqual(new Set(['{"ok":true,"value":0}\n']));
  expect(most).toBe(64);
});
