import { describe, expect, test } from 'vitest';
import { freshHome, startLab } from '../support/lab-driver.ts';
import { fakeValue, iso, keepDated } from '../support/lab-tokens.ts';
import { DAY, HOUR } from '../support/tokens.ts';

const VALUE = fakeValue(1);

async function copied(options: Parameters<typeof startLab>[0] = {}) {
  const lab = await startLab(options);
  await keepDated(lab, 'copied', iso(30 * DAY));
  const answer = await lab.get('copy', { token: 'copied' });
  return { lab, answer };
}

describe('a copied value', () => {
  test('is on the clipboard, hidden from its history, for thirty seconds and no longer', async () => {
    const { lab, answer } = await copied();
    expect(answer).toMatchObject({ hidden: true, provable: true, clearsAt: Date.parse(iso(30_000)) });
    expect((await lab.report()).clipboard).toMatchObject({
      true: VALUE,
      formats: ['text/plain', 'x-kde-passwordManagerHint'],
      history: [],
    });
    await lab.send({ advance: 29_000 });
    expect((await lab.report()).clipboard.true).toBe(VALUE);
    await lab.send({ advance: 1000 });
    expect((await lab.report()).clipboard.true).toBe('');
  });

  test('that its owner copied over is left alone', async () => {
    const { lab } = await copied();
    await lab.send({ clipboardSet: 'a shopping list' });
    await lab.send({ advance: HOUR });
    expect((await lab.report()).clipboard.true).toBe('a shopping list');
  });

  test('goes when the app is quit', async () => {
    const { lab } = await copied();
    await lab.end();
    const next = await startLab({ home: lab.home });
    expect((await next.report()).clipboard.true).toBe('');
  });

  test('goes at the next start after the app was killed', async () => {
    const { lab } = await copied({ home: freshHome() });
    await lab.kill();
    const next = await startLab({ home: lab.home, start: iso(5000) });
    expect((await next.report()).clipboard.true).toBe('');
    expect((await next.snapshot()).clipboard).toBeUndefined();
  });

  test('goes after sleep, though the machine slept past the moment', async () => {
    const { lab } = await copied();
    await lab.send({ suspend: HOUR });
    expect((await lab.report()).clipboard.true).toBe('');
  });
});

test('where nobody can prove that the clipboard took a value, the answer says so', async () => {
  const { lab, answer } = await copied({ clipboard: 'wayland-unfocused' });
  expect(answer).toMatchObject({ provable: false, hidden: false });
  await lab.send({ advance: HOUR });
  expect((await lab.report()).clipboard).toMatchObject({ true: '', seenByApp: '' });
});
