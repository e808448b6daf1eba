import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../build/dependency-audit.mjs');

/** A registry that knows what a test tells it, and is asked in place of the real one. */
async function auditWith(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    request.resume().on('end', () => (method === 'GET' ? answerPackage(url, response) : answer(response)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const cache = mkdtempSync(path.join(tmpdir(), 'tk-audit-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const asking = {
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_fetch_retries: '0',
    npm_config_cache: cache,
  };
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...asking } });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, said, complained };
}

/** What npm asks next of a package with a weakness, and of those that need it: which versions there are. */
function answerPackage(url: string, response: ServerResponse): void {
  const name = decodeURIComponent(url.slice(1));
  const version = { name, version: '1.0.0', dist: { tarball: '', shasum: '' } };
  const told = { name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } };
  response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
}

const weakness = (severity: string) => (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      zod: [
        { id: 1, url: 'https://advisories.test/1', title: 'Made up for a test', severity, vulnerable_versions: '*' },
      ],
    }),
  );

test('a grave weakness in what is installed fails the audit and is named', async () => {
  const { status, said } = await auditWith(weakness('critical'));
  expect(said).toContain('critical zod');
  expect(said).toContain('Made up for a test');
  expect(status).toBe(1);
});

test('one that is not grave is named, and fails nothing', async () => {
  const { status, said } = await auditWith(weakness('low'));
  expect([status, said]).toEqual([0, expect.stringContaining('low      zod')]);
});

test('a registry that does not say is no clean bill of health', async () => {
  const { status, complained } = await auditWith((response) => void response.writeHead(404).end('{}'));
  expect([status, complained]).toEqual([3, expect.stringContaining('not run')]);
});
