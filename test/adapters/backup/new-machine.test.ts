import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHomeSecrets, type HomeSecrets } from '../../../main/adapters/home-secrets.ts';
import { Secret } from '../../../main/domain/secret.ts';
import { failed } from '../../../shared/result.ts';
import { days, hours } from '../../../shared/time.ts';
import { githubSays } from '../../services/a-vault.ts';
import { ISSUER, oauthIssuer } from '../../services/oauth-issuer.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySecrets } from '../../support/memory-ports.ts';
import { T0 } from '../../support/tokens.ts';
import { aFolder, valueOf } from './a-box.ts';
import { aMachine } from './two-machines.ts';

/*
 * Scenario O15: a backup on a new machine.
 */
const key = { kind: 'passphrase' as const, passphrase: 'nine plain words that are only for this test' };

/** 25 tokens: 20 of GitHub, one of them on its way to its end, and five that renew themselves. */
async function machines(given?: Parameters<typeof aMachine>[2]) {
  const world = { now: () => T0, down: true };
  const issuer = oauthIssuer(() => world.now());
  const answer: Parameters<typeof aMachine>[1] = (request) => {
    if (request.url.startsWith(ISSUER)) return issuer.answer(request);
    const isRevocation = request.url.endsWith('/credentials/revoke');
    return githubSays(isRevocation && world.down ? 503 : isRevocation ? 202 : 200, world.now());
  };
  const a = aMachine('machine-of-ada', answer);
  const b = aMachine('machine-of-grace', answer, given);
  world.now = () => b.clock.now();
  for (let n = 1; n <= 20; n += 1) {
    const facts = {
      owner: `owner-${n}`,
      environment: 'production',
      consumers: [`consumer-${n}`],
      rotation: { every: '30d' },
    };
    await a.add(`label-of-${n}`, valueOf(n), n % 2 === 0 ? facts : { owner: `owner-${n}` });
  }
  for (let n = 21; n <= 25; n += 1) {
    issuer.begin(n);
    const fields = { 'client-id': 'tokenkeep', 'client-secret': 'none', 'refresh-token': `refresh-${n}-1` };
    await a.add(`label-of-${n}`, `access-${n}-1`, { provider: 'oauth2', host: ISSUER, fields });
  }
  await a.handlers.revoke({ token: 'label-of-1', confirmed: true });
  const shelf = aFolder();
  const file = join(shelf, 'all.age');
  const made = await a.handlers.backup({ file, lock: key, over: false });
  if (!made.ok) throw new Error(made.failure.code);
  return { a, b, issuer, file, shelf, made: made.value, world };
}

test('all 25 tokens come over with their values, scopes, owners, schedules and the revocation that was not over', async () => {
  const { a, b, file, made } = await machines();
  expect(made).toMatchObject({ tokens: 25, without: [] });
  const preview = await b.handlers.restorePreview({ file, key });
  const changes = preview.ok ? preview.value.changes.map(({ change }) => change) : [];
  expect(changes).toEqual(Array.from({ length: 25 }, () => 'added'));
  const report = await b.restore(file, key);
  expect(report).toMatchObject({ machine: 'machine-of-ada', same: 0, left: [], acts: 1, valueless: [] });
  expect(report.added).toHaveLength(25);
  expect(await b.values()).toEqual(await a.values());
  const facts = (one: typeof a) =>
    one.catalog
      .list()
      .map(({ label, owner, scopes, consumers, environment, schedule, ending, provider, host, expiry }) => {
        return { label, owner, scopes, consumers, environment, schedule, ending, provider, host, expiry };
      });
  expect(facts(b)).toEqual(facts(a));
  expect(b.ports.journal.open()).toMatchObject([{ act: 'revoke', token: a.catalog.list()[0]?.id }]);
  expect(b.vault.snapshot().tokens[0]).toMatchObject({ status: { kind: 'revocation-pending' } });
});

test('the audit log comes with it, is proven up to the backup under its own key, and is read after our own', async () => {
  const { a, b, file } = await machines();
  const before = await a.verify();
  const { logs } = await b.restore(file, key);
  expect(logs).toEqual([{ machine: 'machine-of-ada', entries: before.entries - 1, state: 'whole' }]);
  const report = await b.verify();
  expect(report).toMatchObject({ state: 'whole', entries: 2, breaks: [] });
  expect(report.earlier).toEqual([
    { machine: 'machine-of-ada', entries: before.entries - 1, state: 'whole', breaks: [] },
  ]);
  const lines = await b.ports.audit.recent(1000);
  if (!lines.ok) throw new Error(lines.failure.code);
  expect(lines.value.slice(0, 2)).toMatchObject([
    { act: 'restore', outcome: 'done, 25 added, 0 changed' },
    { act: 'restore' },
  ]);
  expect(lines.value[2]).toMatchObject({ act: 'backup', from: 'machine-of-ada' });
  expect(lines.value.filter(({ act, from }) => act === 'add' && from !== undefined)).toHaveLength(25);
});

test('a log that came with a backup and was tampered with, or is gone, is found out', async () => {
  const { b, file } = await machines();
  await b.restore(file, key);
  const [segment = ''] = Object.keys(b.files()).filter((path) => path.includes('restored') && path.endsWith('.jsonl'));
  const text = readFileSync(segment, 'utf8');
  writeFileSync(segment, text.replace('label-of-3', 'label-of-4'));
  expect((await b.verify()).earlier).toMatchObject([{ state: 'broken', breaks: [{ kind: 'altered' }] }]);
  writeFileSync(segment, text.split('\n').slice(0, -3).join('\n'));
  expect((await b.verify()).earlier).toMatchObject([{ state: 'broken' }]);
  rmSync(segment);
  expect((await b.verify()).earlier).toMatchObject([{ state: 'broken', breaks: [{ kind: 'missing', position: 1 }] }]);
});

test('restored twice, and from a later backup of the same machine, it is the same and the log goes further', async () => {
  const { a, b, file, shelf } = await machines();
  await b.restore(file, key);
  const state = async () => [
    b.catalog.list(),
    await b.values(),
    b.ports.journal.open(),
    b.ports.lendingBook.get(),
    b.ports.settings.get(),
  ];
  const once = await state();
  const report = await b.restore(file, key);
  expect(report).toMatchObject({ added: [], changed: [], same: 25, left: [], acts: 0 });
  expect(await state()).toEqual(once);
  await a.add('label-of-26', valueOf(26));
  const next = join(shelf, 'next.age');
  await a.handlers.backup({ file: next, lock: key, over: false });
  expect(await b.restore(next, key)).toMatchObject({ added: ['label-of-26'], same: 25 });
  const [log] = (await b.verify()).earlier ?? [];
  expect(log).toMatchObject({ state: 'whole', entries: (await a.verify()).entries - 1 });
  // And the older one takes nothing of it back.
  await b.restore(file, key);
  expect((await b.verify()).earlier).toEqual([log]);
});

test('what came with a backup goes on with the next one, to a third machine', async () => {
  const { b, file, shelf } = await machines();
  await b.restore(file, key);
  const next = join(shelf, 'of-b.age');
  await b.handlers.backup({ file: next, lock: key, over: false });
  const c = aMachine('machine-of-edith', () => githubSays(200));
  const { logs } = await c.restore(next, key);
  expect(logs.map(({ machine, state }) => [machine, state])).toEqual([
    ['machine-of-grace', 'whole'],
    ['machine-of-ada', 'whole'],
  ]);
  expect((await c.verify()).earlier).toHaveLength(2);
});

test('a wrong passphrase, a flipped byte and a newer format change nothing on the disk or in the keyring', async () => {
  const { b, file, shelf } = await machines();
  const good = await b.handlers.restorePreview({ file, key });
  const mark = good.ok ? good.value.mark : '';
  const nothing = () => [b.files(), [...b.secrets.entries], b.catalog.list()];
  const before = nothing();
  const rest = { mark, replace: [], leave: [], settings: false };
  const wrong = { kind: 'passphrase' as const, passphrase: 'eight words' };
  expect(await b.handlers.restore({ file, key: wrong, ...rest })).toEqual(
    failed({ code: 'backup-wrong-key', key: 'passphrase' }),
  );
  const whole = readFileSync(file);
  const spoilt = join(shelf, 'spoilt.age');
  for (const at of [Math.floor(whole.length / 2), whole.length - 1]) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(spoilt, bytes);
    expect(await b.handlers.restorePreview({ file: spoilt, key })).toEqual(
      failed({ code: 'backup-damaged', file: spoilt }),
    );
  }
  const made = await b.handlers.backupKey({ file: join(shelf, 'key.txt') });
  const newer = join(shelf, 'newer.age');
  const recipient = made.ok ? made.value.recipient : '';
  spawnSync('age', ['--encrypt', '--recipient', recipient, '--output', newer], {
    input: '{"format":"tokenkeep-backup","version":2}\n',
  });
  expect(
    await b.handlers.restorePreview({ file: newer, key: { kind: 'identity', file: join(shelf, 'key.txt') } }),
  ).toEqual(failed({ code: 'backup-newer', version: 2 }));
  expect(nothing()).toEqual(before);
});

test('no value, name or host of the vault can be read in the file', async () => {
  const { a, file } = await machines();
  const bytes = readFileSync(file);
  const told = a.catalog.list().flatMap(({ label, host, owner, id }) => [label, host, owner, id]);
  const values = Object.values(await a.values()).flat();
  const all = [...told, ...values, 'machine-of-ada', 'github', 'sso.example'].filter((one) => typeof one === 'string');
  expect(all.length).toBeGreaterThan(90);
  const forms = all.flatMap((text) => [
    text,
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
  ]);
  expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
});

test('OAuth tokens may be in use where they come from, and are not refreshed before a person says that they are not', async () => {
  const { b, file, issuer } = await machines();
  const report = await b.restore(file, key);
  expect(report.elsewhere).toEqual(expect.arrayContaining([21, 22, 23, 24, 25].map((n) => `label-of-${n}`)));
  const before = issuer.refreshes().length;
  await b.vault.start();
  await b.advance(days(2));
  expect(issuer.refreshes()).toHaveLength(before);
  expect(await b.handlers.claim({ token: 'label-of-25' })).toMatchObject({ ok: true });
  await b.advance(hours(2));
  expect(
    issuer
      .refreshes()
      .slice(before)
      .every((asked) => asked.startsWith('refresh refresh-25-')),
  ).toBe(true);
  expect(issuer.refreshes().length).toBeGreaterThan(before);
  await b.vault.stop();
});

test('a keyring that is away takes nothing in, and the same backup is restored whole once it is there', async () => {
  const { a, b, file } = await machines();
  b.secrets.failure = { code: 'keyring-absent', lack: 'no-service' };
  expect(await b.handlers.restorePreview({ file, key })).toEqual(
    failed({ code: 'keyring-absent', lack: 'no-service' }),
  );
  b.secrets.failure = undefined;
  await b.restore(file, key);
  expect(await b.values()).toEqual(await a.values());
});

test('where there is no keyring, all of it comes into a passphrase vault, and none of it into a plain file', async () => {
  const keychain = memorySecrets();
  keychain.failure = { code: 'keyring-absent', lack: 'no-service' };
  const kept: { home?: HomeSecrets } = {};
  const { a, b, file } = await machines((folder) => {
    const opened = openHomeSecrets({ folder, clock: createFakeClock(T0), keychain, cost: 2 ** 10 });
    if (!opened.ok) throw new Error(opened.failure.code);
    onTestFinished(() => opened.value.end());
    kept.home = opened.value;
    return opened.value.secrets;
  });
  await kept.home?.latch.begin(new Secret('words of this machine alone'));
  expect(await b.restore(file, key)).toMatchObject({ acts: 1, left: [], valueless: [] });
  expect(await b.values()).toEqual(await a.values());
  expect((await b.verify()).earlier).toMatchObject([{ machine: 'machine-of-ada', state: 'whole' }]);
  const plain = Object.values(b.files()).join('\n');
  expect([valueOf(2), 'access-21-1', 'refresh-21-1'].filter((text) => plain.includes(text))).toEqual([]);
  expect(await b.restore(file, key)).toMatchObject({ added: [], same: 25 });
});

test('one that breaks off half-way is taken up where it was', async () => {
  const { a, b, file } = await machines();
  const { put } = b.secrets;
  let left = 24;
  b.secrets.put = async (...args) => ((left -= 1) < 0 ? failed({ code: 'keyring-locked' }) : put(...args));
  await expect(b.restore(file, key)).rejects.toThrow('keyring-locked');
  b.secrets.put = put;
  const report = await b.restore(file, key);
  expect(report.added.length + report.same).toBe(25);
  expect(await b.values()).toEqual(await a.values());
  expect(b.catalog.pending().filter((id) => b.catalog.get(id) === undefined && b.secrets.entries.has(id))).toEqual([]);
});

test('half a file that something else wrote into the folder is no backup', async () => {
  const { b, shelf } = await machines();
  const file = join(shelf, 'torn.age');
  writeFileSync(file, 'age-encryption.org/v1\n-> scrypt ');
  appendFileSync(file, Buffer.alloc(100));
  expect(await b.handlers.restorePreview({ file, key })).toEqual(failed({ code: 'backup-damaged', file }));
  expect(readdirSync(shelf).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
