import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { watchLag } from '../support/loop-lag.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import type { Account, Told } from './storm-issuer.ts';
import { openStormVault, type StormIssuer } from './storm-vault.ts';

const ACCOUNTS = 1000;
const RUNS = 3;
const AT_ONCE = 2;

setFlagsFromString('--expose-gc');
/** An app has one vault; what the runs before left behind is no part of this one. */
const collect = runInNewContext('gc') as () => void;

interface Issuer extends StormIssuer {
  accounts(): Promise<readonly Account[]>;
  /** Requests for a token since it was asked last. */
  requests(): Promise<number>;
  end(): void;
}

async function startIssuer(): Promise<Issuer> {
  const child = fork(join(import.meta.dirname, 'storm-issuer.ts'));
  const told = (await heard(child)) as StormIssuer;
  const ask = async (question: Told): Promise<unknown> => {
    child.send(question);
    return heard(child);
  };
  return {
    ...told,
    accounts: async () => (await ask({ accounts: ACCOUNTS })) as readonly Account[],
    requests: async () => ((await ask({ count: true })) as { requests: number }).requests,
    end: () => child.disconnect(),
  };
}

async function heard(child: ChildProcess): Promise<unknown> {
  const [answer] = (await once(child, 'message')) as [unknown];
  return answer;
}

/** What nobody can do without: the requests, two at a time, and reading their answers. */
async function bareLoop(issuer: Issuer, accounts: readonly Account[]): Promise<number> {
  const queue = [...accounts];
  const authorization = `Basic ${btoa(`${issuer.client.id}:${issuer.client.secret}`)}`;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: one.refresh });
      const answer = await fetch(`${issuer.base}/token`, { method: 'POST', headers: { authorization }, body });
      if (!answer.ok) throw new Error(`the bare loop was answered ${answer.status}`);
      await answer.json();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return performance.now() - begun;
}

interface Storm {
  readonly ms: number;
  readonly lagMs: number;
}

/** All are due in the same moment; over when each new value is kept and nothing is left open. */
async function storm(issuer: Issuer, accounts: readonly Account[]): Promise<Storm> {
  const home = mkdtempSync(join(tmpdir(), 'tokenkeep-storm-'));
  const opened = await openStormVault(home, issuer, accounts);
  const takeLag = watchLag();
  await opened.vault.start();
  await pause(Math.max(0, opened.dueAt - Date.now()));
  collect();
  takeLag();
  const begun = performance.now();
  while (opened.fresh() < accounts.length) await pause(25);
  await opened.vault.settled();
  const ms = performance.now() - begun;
  const lagMs = takeLag();
  await opened.end();
  rmSync(home, { recursive: true, force: true });
  return { ms, lagMs };
}

export const refreshStorm: Bench = {
  name: 'refresh-storm',
  about: `${ACCOUNTS} accounts due at once at a real issuer, against a bare loop of the same requests; targets 1.4, and 50 ms of a blocked event loop`,
  needsDesktop: false,
  async run(say) {
    const issuer = await startIssuer();
    const [bare, ours, lags, counts]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(await bareLoop(issuer, await issuer.accounts()));
      await issuer.requests();
      const { ms, lagMs } = await storm(issuer, await issuer.accounts());
      ours.push(ms);
      lags.push(lagMs);
      counts.push(await issuer.requests());
      say(
        `run ${run + 1}: bare ${rounded(bare.at(-1) ?? NaN, 0)} ms; tokenkeep ${rounded(ms, 0)} ms, blocked ${lagMs} ms, ${counts.at(-1)} requests`,
      );
    }
    issuer.end();
    const [our, peer] = [median(ours), median(bare)];
    return {
      ratio: rounded(our / peer),
      value: rounded(our, 0),
      unit: 'ms',
      against: 'bare loop of the same requests, two at a time',
      runs: RUNS,
      detail: {
        bareMs: rounded(peer, 0),
        accounts: ACCOUNTS,
        issuerDelayMs: issuer.delayMs,
        requestsLeast: Math.min(...counts),
        requestsMost: Math.max(...counts),
        longestBlockMs: Math.max(...lags),
      },
    };
  },
};
