import { fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROTOCOL } from '../../shared/socket.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { runningApp } from './running-app.ts';

const CLIENTS = 8;
const ROUND_MS = 2000;
const ROUNDS = 3;

interface Round {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** As every caller does: a connection, a line out, a line back. */
async function askOnce(path: string, line: string): Promise<void> {
  const socket = net.connect(path);
  socket.write(line);
  const reply = await text(socket);
  if (!reply.includes('"ok":true')) throw new Error(`answered ${reply.slice(0, 200)}`);
}

async function round(path: string, line: string): Promise<Round> {
  const taken: number[] = [];
  const begun = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - begun < ROUND_MS) {
      const asked = performance.now();
      await askOnce(path, line);
      taken.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - begun) / 1000;
  const sorted = taken.sort((a, b) => a - b);
  return { perSecond: taken.length / seconds, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? NaN };
}

const lineOf = (command: string): string => {
  const actor = { pid: process.pid, program: 'bench', folder: '/', interactive: false };
  return `${JSON.stringify({ v: PROTOCOL, command, input: { token: 'bench' }, actor })}\n`;
};

export const socket: Bench = {
  name: 'socket',
  about: `requests a second and p99 of the running app with ${CLIENTS} clients: show, and get with its audit line on disk; against a bare server of one line`,
  needsDesktop: true,
  async run(say) {
    const app = await runningApp();
    const bare = fork(join(import.meta.dirname, 'bare-socket-child.ts'), [`${app.home}/bare.sock`]);
    await once(bare, 'message');
    const sides = {
      bare: [`${app.home}/bare.sock`, 'show'],
      show: [app.place.path, 'show'],
      get: [app.place.path, 'get'],
    } as const;
    const rounds = { bare: [] as Round[], show: [] as Round[], get: [] as Round[] };
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      for (const name of ['bare', 'show', 'get'] as const) {
        const [path, command] = sides[name];
        const one = await round(path, lineOf(command));
        if (turn > 0) rounds[name].push(one);
        if (turn > 0) say(`${name}: ${rounded(one.perSecond, 0)} a second, p99 ${rounded(one.p99Ms, 1)} ms`);
      }
    }
    bare.disconnect();
    await app.end();
    const of = (name: keyof typeof rounds, what: keyof Round): number => median(rounds[name].map((one) => one[what]));
    return {
      ratio: rounded(of('bare', 'perSecond') / of('show', 'perSecond')),
      value: rounded(of('get', 'perSecond'), 0),
      unit: 'get a second',
      against: 'a bare server of one line, asked as show is',
      runs: ROUNDS,
      detail: {
        clients: CLIENTS,
        getP99Ms: rounded(of('get', 'p99Ms'), 1),
        showPerSecond: rounded(of('show', 'perSecond'), 0),
        showP99Ms: rounded(of('show', 'p99Ms'), 1),
        barePerSecond: rounded(of('bare', 'perSecond'), 0),
        bareP99Ms: rounded(of('bare', 'p99Ms'), 1),
      },
    };
  },
};
