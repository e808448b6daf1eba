import { describe, expect, test } from 'vitest';
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

describe('with a keyring that does not serve', () => {
  const cases = [
    { mode: 'locked', status: 5, kind: 'locked' },
    { mode: 'absent', status: 6, kind: 'absent' },
    { mode: 'basic_text', status: 6, kind: 'absent' },
    { mode: 'hang', status: 6, kind: 'silent' },
  ];
  for (const { mode, status, kind } of cases) {
    test(`(${mode}) it starts, names the tokens, says which lack it is, loses nothing, and goes on when it serves again`, async () => {
      const home = await furnished();
      const lab = await startLab({ home, keyring: mode });
      expect(lab.readyMs).toBeLessThan(5000);
      const { keyringEntries: entries } = await lab.report();

      const list = await tk(home, ['list', '--json']);
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
