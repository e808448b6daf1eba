import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trayView, type TrayFace } from '../../main/domain/tray-view.ts';
import { searchFor } from '../support/canary-search.ts';
import { filesBelow } from '../support/canary.ts';
import { MACHINE_FILE } from '../support/fake-machine.ts';
import { freshHome, startLab, tk, type Lab } from '../support/lab-driver.ts';
import { fakeValue, iso, keepDated } from '../support/lab-tokens.ts';
import { DAY, MINUTE } from '../support/tokens.ts';

/** A home with two tokens in it, kept while the keyring was well. */
async function furnished(): Promise<string> {
  const home = freshHome();
  const lab = await startLab({ home });
  await keepDated(lab, 'first', iso(30 * DAY), 1);
  await keepDated(lab, 'second', iso(60 * DAY), 2);
  await lab.end();
  return home;
}

const valueOf = async (lab: Lab, token: string) => (await lab.get('get', { token })).value;
const labelsOf = async (lab: Lab) => (await lab.get('list', {})).tokens.map(({ token }) => token.label).sort();

/** All that the vault wrote: everything but the file in which the fake keyring keeps what a real one would. */
function valuesOnDisk({ home }: Lab, values: readonly string[]): readonly string[] {
  const search = searchFor(values);
  const files = filesBelow(home).filter((file) => basename(file) !== MACHINE_FILE);
  for (const file of files) search.look(basename(file), readFileSync(file));
  expect(files.length).toBeGreaterThan(2);
  return search.found;
}

/** What window and tray are drawn from, and how long it took to have it. */
async function drawn(lab: Lab): Promise<{ readonly face: TrayFace; readonly count: number; readonly ms: number }> {
  const begun = performance.now();
  const snapshot = await lab.snapshot();
  const { face } = trayView(snapshot, snapshot.at);
  return { face, count: snapshot.tokens.length, ms: performance.now() - begun };
}

const namesOf = (json: string): readonly string[] =>
  (JSON.parse(json) as { name: string }[]).map(({ name }) => name).sort();

const SOON_MS = 5000;
const MOST_LAG_MS = 200;

describe('with a keyring that does not serve', () => {
  const cases = [
    { mode: 'locked', status: 5, kind: 'locked', face: 'locked' },
    { mode: 'absent', status: 6, kind: 'absent', face: 'unsure' },
    { mode: 'basic_text', status: 6, kind: 'absent', face: 'unsure' },
    { mode: 'hang', status: 6, kind: 'silent', face: 'unsure' },
  ] as const;
  for (const { mode, status, kind, face } of cases) {
    test(`(${mode}) it starts, names the tokens, says which lack it is, loses nothing, and goes on when it serves again`, async () => {
      const home = await furnished();
      const lab = await startLab({ home, keyring: mode });
      expect(lab.readyMs).toBeLessThan(5000);
      const { keyringEntries: entries } = await lab.report();

      await lab.send({ report: true });
      const asked = performance.now();
      const list = await tk(home, ['list', '--json']);
      expect(performance.now() - asked).toBeLessThan(SOON_MS);
      expect([list.status, JSON.parse(list.stdout)]).toMatchObject([0, [{ name: 'first' }, { name: 'second' }]]);
      const get = await tk(home, ['get', 'first', '--non-interactive']);
      expect([get.status, get.stdout]).toEqual([status, '']);
      expect(get.stderr).toMatch(/^tokenkeep: error: /);
      const add = await tk(home, ['add', 'third', '--provider', 'other'], fakeValue(3));
      expect([add.status, add.stdout]).toEqual([status, '']);
      const replace = await tk(home, ['replace', 'first'], fakeValue(3));
      expect(replace.status).toBe(status);
      const forget = await tk(home, ['forget', 'first']);
      expect(forget.status).toBe(status);
      expect((await lab.snapshot()).keyring.kind).toBe(kind);
      const picture = await drawn(lab);
      expect(picture).toMatchObject({ face, count: 2 });
      expect(picture.ms).toBeLessThan(SOON_MS);
      expect((await lab.report()).lagMs).toBeLessThan(MOST_LAG_MS);
      expect(valuesOnDisk(lab, [fakeValue(1), fakeValue(2), fakeValue(3)])).toEqual([]);

      expect(await labelsOf(lab)).toEqual(['first', 'second']);
      expect((await lab.report()).keyringEntries).toBe(entries);
      await lab.send({ keyring: 'ok' });
      await lab.send({ advance: MINUTE });
      expect((await lab.snapshot()).keyring.kind).toBe('ok');
      expect([await valueOf(lab, 'first'), await valueOf(lab, 'second')]).toEqual([fakeValue(1), fakeValue(2)]);
      await keepDated(lab, 'third', iso(90 * DAY), 3);
      expect(await valueOf(lab, 'third')).toBe(fakeValue(3));
    });
  }

  test('its owner is still warned before a token ends', async () => {
    const lab = await startLab({ home: await furnished(), keyring: 'locked' });
    await lab.send({ advance: 16 * DAY });
    expect((await lab.report()).notices).toMatchObject([{ at: iso(16 * DAY), token: 'first' }]);
  });

  test('values are not touched while it is locked, however long', async () => {
    const lab = await startLab({ home: await furnished(), keyring: 'locked' });
    await lab.send({ advance: DAY / 4 });
    expect((await lab.report()).keyringReads).toBe(0);
  });
});

describe('a write that fails', () => {
  test(
    'at whichever place leaves the earlier value there, or the new one, and never half of one',
    { timeout: 120_000 },
    async () => {
      const lab = await startLab({ home: await furnished() });
      const long = 'v'.repeat(4000);
      let failures = 0;
      for (let n = 1; n <= 6; n += 1) {
        const before = await valueOf(lab, 'first');
        await lab.send({ keyring: `fail-write:${n}` });
        const replaced = await lab.ask('replace', { token: 'first', pasted: { kind: 'value', text: `${long}${n}` } });
        await lab.send({ keyring: 'ok' });
        failures += replaced.ok ? 0 : 1;
        expect(await valueOf(lab, 'first')).toBe(replaced.ok ? `${long}${n}` : before);
      }
      expect(failures).toBeGreaterThanOrEqual(4);
    },
  );

  test('while adding adds nothing and leaves nothing behind, and the name is free', async () => {
    const lab = await startLab({ home: await furnished() });
    const { keyringEntries: entries } = await lab.report();
    for (const n of [1, 2]) {
      await lab.send({ keyring: `fail-write:${n}` });
      const pasted = { kind: 'value', text: fakeValue(3) } as const;
      expect(await lab.ask('add', { label: 'third', provider: 'other', pasted })).toMatchObject({ ok: false });
      expect(await labelsOf(lab)).toEqual(['first', 'second']);
    }
    await lab.send({ keyring: 'ok' });
    await lab.send({ advance: MINUTE });
    expect((await lab.report()).keyringEntries).toBe(entries);
    await keepDated(lab, 'third', iso(90 * DAY), 3);
    expect(await valueOf(lab, 'third')).toBe(fakeValue(3));
  });
});

describe('with a keyring that serves, or fails now and then', () => {
  test('in each of its ways it is listed and drawn at once, holds nothing up, and leaves no value on the disk', async () => {
    const lab = await startLab({ home: await furnished() });
    for (const mode of ['ok', 'fail-write:1', 'wincred', 'gnome50']) {
      await lab.send({ keyring: mode });
      await lab.report();
      const replaced = await tk(lab.home, ['replace', 'first'], `${fakeValue(4)}${'x'.repeat(3000)}`);
      expect([mode, replaced.status]).toEqual([mode, mode === 'fail-write:1' ? 1 : 0]);
      const asked = performance.now();
      const list = await tk(lab.home, ['list', '--json']);
      expect(performance.now() - asked).toBeLessThan(SOON_MS);
      expect([list.status, namesOf(list.stdout)]).toEqual([0, ['first', 'second']]);
      expect((await drawn(lab)).ms).toBeLessThan(SOON_MS);
      expect((await lab.report()).lagMs).toBeLessThan(MOST_LAG_MS);
      expect(valuesOnDisk(lab, [fakeValue(1), fakeValue(2), fakeValue(4)])).toEqual([]);
      expect(await valueOf(lab, 'second')).toBe(fakeValue(2));
    }
  });
});

describe('a keyring with limits of its own', () => {
  const values = ['v'.repeat(9757), `${'a line\n'.repeat(60)}-`, 'é'.repeat(3000)];
  for (const mode of ['wincred', 'gnome50']) {
    test(`(${mode}) keeps long values and values of many lines byte for byte`, async () => {
      const lab = await startLab({ keyring: mode });
      await keepDated(lab, 'bystander', iso(30 * DAY));
      for (const [n, text] of values.entries()) {
        await lab.get('add', { label: `long-${n}`, provider: 'other', pasted: { kind: 'value', text, exact: true } });
      }
      for (const [n, text] of values.entries()) expect(await valueOf(lab, `long-${n}`)).toBe(text);
      expect(await valueOf(lab, 'bystander')).toBe(fakeValue(1));
    });
  }
});
