import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import ical from 'node-ical';
import { expect, test } from 'vitest';
import { calendarOf } from '../../main/cli/commands/calendar.ts';
import { metricsOf } from '../../main/cli/commands/metrics.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { aToken, at, DAY, endsAt, T0 } from '../support/tokens.ts';
import { githubToken, homeOfTest, startAgent, TOKENKEEP, tokenkeepAt } from './run-tokenkeep.ts';

const run = promisify(execFile);
const view = (token: Parameters<typeof aToken>[0], more: Partial<TokenView> = {}): TokenView => ({
  token: aToken(token),
  status: { kind: 'valid' },
  renews: 'none',
  ...more,
});

/** A strict reader of OpenMetrics that is not ours; answers its samples. */
async function parsed(text: string): Promise<readonly (readonly [string, Record<string, string>, number])[]> {
  const file = path.join(homeOfTest(), 'metrics');
  writeFileSync(file, text);
  const script = [
    'import json, sys',
    'from prometheus_client.openmetrics.parser import text_string_to_metric_families as read',
    'families = read(open(sys.argv[1], newline="").read())',
    'print(json.dumps([[s.name, s.labels, s.value] for f in families for s in f.samples]))',
  ].join('\n');
  return JSON.parse((await run('/usr/bin/python3', ['-c', script, file])).stdout);
}

test('what is measured is read by a strict reader of OpenMetrics', async () => {
  const tokens = [
    view({ label: 'deploy "main"\\', owner: 'platform', provider: 'github', expiry: endsAt(at(DAY)) }),
    view(
      { label: 'old', provider: 'gitlab', expiry: { kind: 'never', source: 'issuer' } },
      { status: { kind: 'revoked' } },
    ),
  ];
  const [first] = tokens;
  const line = { at: '2027-01-01T00:00:00Z', token: String(first?.token.id), actor: 'heartbeat' };
  const acts = ['done', 'done', 'lost'].map((outcome, n) => ({ ...line, n, act: 'refresh', outcome }));
  const samples = await parsed(await metricsOf(tokens, acts, T0, false));
  const about = { name: 'deploy "main"\\', provider: 'github', owner: 'platform', environment: '' };
  expect(samples).toContainEqual(['tokenkeep_token_expiry_seconds', about, 86_400]);
  expect(samples).toContainEqual(['tokenkeep_token_refreshes_total', { ...about, outcome: 'done' }, 2]);
  const states = samples.filter(([name]) => name === 'tokenkeep_token_state').map(([, labels]) => labels['state']);
  expect(states).toEqual(['valid', 'revoked']);
  // One without an end has no seconds until it.
  expect(samples.filter(([name]) => name === 'tokenkeep_token_expiry_seconds')).toHaveLength(1);
});

test('names are told as digests to whoever need not know them', async () => {
  const text = await metricsOf([view({ label: 'secret-project', owner: 'sam' })], [], T0, true);
  expect(text).not.toMatch(/secret-project|sam"/);
  expect(text).toMatch(/name="[0-9a-f]{16}"/);
});

test('what expires and what is rotated is read by a reader of calendars', () => {
  const text = calendarOf(
    [
      view(
        { label: 'nightly; with, signs', expiry: endsAt(at(3 * DAY)) },
        { nextDue: { what: 'rotate', at: at(DAY) }, renews: 'rotate' },
      ),
      view({ label: 'by date', expiry: { kind: 'at', at: at(5 * DAY), precision: 'date', source: 'user' } }),
      view({ label: 'forever', expiry: { kind: 'never', source: 'user' } }),
    ],
    T0,
  );
  const events = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT');
  const told = events.map((event) => [event.summary, event.start.toISOString(), event.datetype]);
  expect(told).toEqual([
    ['nightly; with, signs expires unless it is renewed before', '2027-01-04T00:00:00.000Z', 'date-time'],
    ['nightly; with, signs is rotated', '2027-01-02T00:00:00.000Z', 'date-time'],
    ['by date expires', expect.stringMatching(/^2027-01-0[56]T/), 'date'],
  ]);
  expect(new Set(text.split('\r\n').map((line) => line.length <= 75))).toEqual(new Set([true]));
});

test('both are asked of a vault by its command line', async () => {
  const home = homeOfTest();
  const agent = await startAgent(home);
  const tokenkeep = tokenkeepAt(home);
  await tokenkeep(['add', 'ci', '--provider', 'other', '--expires', '2031-01-01'], { stdin: githubToken(1) });
  const [metrics, calendar] = [await tokenkeep(['metrics']), await tokenkeep(['calendar'])];
  const served = await serve(home);
  const page = await fetch(served.url);
  expect(await parsed(await page.text())).toEqual(expect.arrayContaining([expect.arrayContaining([1])]));
  expect(page.headers.get('content-type')).toContain('openmetrics');
  const refused = [await served.get('/'), await served.get('/metrics', 'elsewhere.example')];
  expect([refused, await served.stop()]).toEqual([[404, 403], 0]);
  expect((await tokenkeep(['metrics', '--listen', 'all'])).status).toBe(2);
  await agent.stop();
  expect((await parsed(metrics.stdout)).map(([name]) => name)).toContain('tokenkeep_token_expiry_seconds');
  expect(calendar.stdout).toContain('SUMMARY:ci expires');
  expect(`${metrics.stdout}${calendar.stdout}`).not.toContain(githubToken(1).slice(0, 12));
});

/** Metrics on a free port of loopback, as a monitoring program asks for them. */
async function serve(home: string) {
  const child = spawn(TOKENKEEP, ['metrics', '--listen', '0'], { env: { ...process.env, TOKENKEEP_HOME: home } });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const url = new URL(said.toString().trim());
  return {
    url,
    get: (place: string, host = url.host) =>
      new Promise<number | undefined>((resolve) => {
        get({ port: url.port, host: '127.0.0.1', path: place, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
      }),
    async stop() {
      child.kill('SIGTERM');
      return ((await once(child, 'exit')) as [number | null])[0];
    },
  };
}
