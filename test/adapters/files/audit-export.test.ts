import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { memorySecrets } from '../../support/memory-ports.ts';
import { aHome, anAuditLog, entry, segmentsOf, use } from './an-audit-log.ts';

const FORMAT = join(import.meta.dirname, '..', '..', '..', 'docs', 'audit-format.md');

/** The program in the documentation, as it stands there. */
function independentVerifier(): string {
  const code = /```js\n([\s\S]*?)```/.exec(readFileSync(FORMAT, 'utf8'))?.[1];
  if (code === undefined) throw new Error('the documentation has no verifier');
  return code;
}

let home: string;
beforeEach(() => {
  home = aHome();
  writeFileSync(join(home, 'verify.mjs'), independentVerifier());
});

function prove(text: string, publicKey: string): { readonly status: number | null; readonly said: string } {
  writeFileSync(join(home, 'export.jsonl'), text);
  const ran = spawnSync(process.execPath, [join(home, 'verify.mjs'), join(home, 'export.jsonl'), publicKey], {
    encoding: 'utf8',
    env: {},
  });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

async function exported(log: ReturnType<typeof anAuditLog>, filter: Parameters<typeof log.export>[0] = {}) {
  const made = await log.export(filter);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
}

test('the verifier in the documentation is a program of forty lines', () => {
  expect(independentVerifier().trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test('an export is proven elsewhere by the public key alone', async () => {
  const log = anAuditLog(home);
  await use(log, 20);
  const { text, entries, publicKey } = await exported(log);
  expect(entries).toBe(20);
  expect(prove(text, publicKey)).toMatchObject({
    status: 0,
    said: expect.stringMatching(/^proven: 20 entries .*whole/),
  });
});

test('an export holds the entries as they lie in the log', async () => {
  const log = anAuditLog(home);
  await use(log, 3);
  const { text } = await exported(log);
  expect(text.split('\n').slice(1, 4).join('\n')).toBe(readFileSync(segmentsOf(home)[0] ?? '', 'utf8').trimEnd());
});

test('one that was changed, cut or made under another key is not proven', async () => {
  const log = anAuditLog(home);
  await use(log, 5);
  const { text, publicKey } = await exported(log);
  const lines = text.split('\n');
  expect(prove(text.replace('use 3', 'use 4'), publicKey).status).toBe(1);
  expect(prove([...lines.slice(0, 3), ...lines.slice(4)].join('\n'), publicKey).status).toBe(1);
  expect(prove(lines.slice(0, -2).join('\n'), publicKey).status).toBe(1);
  const other = anAuditLog(aHome());
  await use(other, 5);
  expect(prove(text, (await exported(other)).publicKey).status).toBe(1);
  expect(prove((await exported(other)).text, publicKey).status).toBe(1);
});

test('the key stays the same from one export to the next', async () => {
  const secrets = memorySecrets();
  const log = anAuditLog(home, secrets);
  await use(log, 1);
  const first = await exported(log);
  await log.end();
  expect((await exported(anAuditLog(home, secrets))).publicKey).toBe(first.publicKey);
});

test('a part of the log says of itself that it is a part', async () => {
  const log = anAuditLog(home);
  await use(log, 3);
  await log.append({ ...entry('2026-11-02T00:00:00Z', 'other'), label: 'another' });
  const { text, entries, publicKey } = await exported(log, { token: 'another' });
  expect(entries).toBe(1);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ state: 'whole', filter: { token: 'another' } });
  expect(prove(text, publicKey)).toMatchObject({ status: 0, said: expect.stringContaining('proven: 1 entries') });
});

test('an export of a broken log says so', async () => {
  const log = anAuditLog(home);
  await use(log, 5);
  const [path = ''] = segmentsOf(home);
  writeFileSync(path, readFileSync(path, 'utf8').replace('use 2', 'use 9'));
  await log.end();
  const { text, publicKey } = await exported(log);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ state: 'broken', breaks: [{ position: 2 }] });
  expect(prove(text, publicKey)).toMatchObject({ status: 0, said: expect.stringContaining('broken') });
});
