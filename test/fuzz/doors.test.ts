import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerWith } from '../../main/adapters/agent-answers.ts';
import { serveAgent } from '../../main/adapters/agent-socket.ts';
import { answerPages } from '../../main/electron/page-asks.ts';
import { openTarget } from '../../shared/contract.ts';
import type { End } from '../../shared/lifetime.ts';
import { PROTOCOL } from '../../shared/socket.ts';
import { aVault, githubSays } from '../services/a-vault.ts';
import { asks, givesValue } from './asks.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { oddJson, spoiledBytes } from './spoiled.ts';

const actor = { pid: 42, parent: 1, program: 'deploy', folder: '/home/me', interactive: false };
const message = { v: PROTOCOL, command: 'show', input: { token: 'ci' }, actor };

/** A vault that grows by what it is asked is begun anew now and then. */
function vaults() {
  let count = 0;
  let world = aVault(() => githubSays(200));
  return () => {
    if (count++ % 200 === 0) {
      world = aVault(() => githubSays(200));
      void world.add('ci', CANARY);
    }
    return world;
  };
}

/** All that a vault shows, writes or logs besides its answer. */
const traces = ({ audit, ports, catalog, vault, toasts }: ReturnType<typeof aVault>) => [
  audit.entries.slice(-20),
  ports.log.events.slice(-20),
  catalog.list().slice(-20),
  vault.snapshot().notices,
  ports.memory.get(),
  toasts.slice(-20),
];

test('no request of a program breaks the vault, or gets a value out', async () => {
  const next = vaults();
  const messages = fc.oneof(
    { weight: 12, arbitrary: asks.map((ask) => ({ ...message, ...ask })) },
    { weight: 1, arbitrary: oddJson([message]) },
  );
  await fuzz('a request of a program', messages, async (asked) => {
    const world = next();
    const reply = await answerWith(world.vault.agent, world.ports.log)(asked);
    const { command } = Object(asked) as { readonly command?: unknown };
    if (!reply.ok && reply.failure.code === 'bug') throw new Error('a bug', { cause: world.ports.log.events.at(-1) });
    return [givesValue(command) ? '' : reply, ...traces(world)];
  });
});

test('no request of a page breaks the vault, or gets a value out, and none of another page is heard', async () => {
  const next = vaults();
  const asked = fc.tuple(
    asks,
    fc.oneof({ weight: 9, arbitrary: fc.constant('ours') }, { weight: 1, arbitrary: fc.constant('theirs') }),
  );
  await fuzz('a request of the window', asked, async ([{ command, input }, frame]) => {
    const world = next();
    const answer = answerPages<string>({
      isOurs: (from) => from === 'ours',
      handlers: world.vault.handlers,
      log: world.ports.log,
    });
    const reply = await answer(frame, command, input);
    holds(frame === 'ours' || (!reply.ok && reply.failure.code === 'refused'), 'another page was heard');
    if (!reply.ok && reply.failure.code === 'bug') throw new Error('a bug', { cause: world.ports.log.events.at(-1) });
    return [reply, ...traces(world)];
  });
});

test('what is to be opened is one of few places, or nothing', async () => {
  await fuzz('a place to open', oddJson([{ kind: 'token', token: 'ci' }, { kind: 'inbox' }]), (asked) => {
    const read = openTarget.safeParse(asked);
    return read.success ? read.data.kind : 'refused';
  });
});

let folder: string;
let end: End | undefined;
const world = aVault(() => githubSays(200));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokenkeep-fuzz-'));
  const place = { folder, path: join(folder, 'agent.sock') };
  const served = await serveAgent({
    place,
    answer: answerWith(world.vault.agent, world.ports.log),
    log: world.ports.log,
  });
  if (!served.ok) throw new Error(served.failure.code);
  end = served.value;
  await world.add('ci', CANARY);
});
afterAll(async () => {
  await end?.();
  rmSync(folder, { recursive: true, force: true });
});

/** What the socket says to these bytes, and nothing more of ours to come. */
function say(bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = net.connect(join(folder, 'agent.sock'));
    socket.on('error', () => undefined).on('close', () => resolve(heard));
    socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
    socket.end(bytes);
  });
}

test('no bytes at the socket break it: they are answered with one line, or let go', async () => {
  const lines = [message, { ...message, command: 'list', input: {} }, { v: 1 }].map(
    (each) => `${JSON.stringify(each)}\n`,
  );
  const bytes = spoiledBytes([...lines, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', '\n', '{"v":1']);
  await fuzz('a program at the socket', bytes, async (given) => {
    const heard = await say(given);
    holds(heard === '' || 'ok' in JSON.parse(heard), 'it is no reply');
    return [heard, ...traces(world)];
  });
  expect(JSON.parse(await say(Buffer.from(lines[1] ?? '')))).toMatchObject({ ok: true });
});
