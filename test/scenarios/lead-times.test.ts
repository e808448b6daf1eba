import { describe, expect, test } from 'vitest';
import { due, judgeRestarts, told } from '../support/judge-restarts.ts';
import { startLab } from '../support/lab-driver.ts';
import { iso, keepDated } from '../support/lab-tokens.ts';
import { DAY, HOUR, MINUTE } from '../support/tokens.ts';

describe('a token that expires in 30 days', () => {
  test('is spoken of at exactly 14 d, 3 d, 1 d, 1 h and its end, over sleep and a clock set back, and never twice', async () => {
    const lab = await startLab();
    await keepDated(lab, 'month', iso(30 * DAY));
    for (const step of [
      { advance: 10 * DAY },
      { suspend: 2 * DAY },
      { advance: 3 * DAY },
      { wall: iso(13 * DAY) },
      { advance: 4 * DAY },
      // The moment of the first notice comes a second time, and a third.
      { wall: iso(15.5 * DAY) },
      { advance: 6 * DAY },
      { suspend: 4 * DAY },
      { advance: 2 * DAY },
      { wall: iso(26.9 * DAY) },
      { advance: 2 * DAY },
      { suspend: HOUR / 2 },
      { advance: 2 * DAY },
    ]) {
      expect(await lab.send(step)).toMatchObject({ ok: true });
    }
    expect(await told(lab)).toEqual(due(30 * DAY));
  });

  test('slept through two of them is spoken of once at waking, and says what is left then', async () => {
    const lab = await startLab();
    await keepDated(lab, 'sleeper', iso(30 * DAY));
    await lab.send({ advance: 10 * DAY });
    await lab.send({ suspend: 18.5 * DAY });
    expect(await told(lab)).toEqual([`${iso(28.5 * DAY)} expiring`]);
    expect((await lab.report()).notices[0]?.text).toContain('1 day 12 hours');
    await lab.send({ advance: DAY });
    expect(await told(lab)).toEqual([`${iso(28.5 * DAY)} expiring`, `${iso(29 * DAY)} expiring`]);
  });

  judgeRestarts(6);
});

test('a token that expires in 400 days is spoken of at exactly the same lead times', async () => {
  const lab = await startLab();
  await keepDated(lab, 'far', iso(400 * DAY));
  for (const step of [
    { advance: 200 * DAY },
    { suspend: 180 * DAY },
    { wall: iso(370 * DAY) },
    { advance: 40 * DAY },
  ]) {
    await lab.send(step);
  }
  expect(await told(lab)).toEqual(due(400 * DAY));
});

describe('snoozed for two days when three are left', () => {
  test('it is spoken of once when the snooze ends, and not also for the lead time of one day', async () => {
    const lab = await startLab({ start: iso(26 * DAY) });
    await lab.get('set', { key: 'leads', value: '14d,3d,1d' });
    await keepDated(lab, 'snoozed', iso(30 * DAY));
    await lab.send({ advance: DAY });
    await lab.get('snooze', { token: 'snoozed', forMs: 2 * DAY });
    await lab.send({ advance: 2.9 * DAY });
    expect(await told(lab)).toEqual([`${iso(27 * DAY)} expiring`, `${iso(29 * DAY)} expiring`]);
  });
});

describe('an expiry that moved', () => {
  test('to a later day is spoken of by the new day alone', async () => {
    const lab = await startLab({ start: iso(20 * DAY) });
    await keepDated(lab, 'moved', iso(30 * DAY));
    await lab.send({ advance: 7.5 * DAY });
    await lab.get('edit', { token: 'moved', expires: '2027-06-01T00:00Z' });
    await lab.send({ advance: 160 * DAY });
    expect(await told(lab)).toEqual([`${iso(27 * DAY)} expiring`, ...due(151 * DAY)]);
  });

  test('away, because the token was replaced, is not spoken of any more', async () => {
    const lab = await startLab({ start: iso(20 * DAY) });
    await keepDated(lab, 'replaced', iso(30 * DAY));
    await lab.get('replace', { token: 'replaced', pasted: { kind: 'value', text: 'x'.repeat(40) } });
    await lab.send({ advance: 30 * DAY });
    expect(await told(lab)).toEqual([]);
  });
});

describe('the words of a notice', () => {
  const cases = [
    { left: 3 * DAY - MINUTE, says: '2 days 23 hours' },
    { left: 36 * HOUR, says: '1 day 12 hours' },
  ];
  for (const { left, says } of cases) {
    test(`that was held back until ${says} are left say so, never "3 days"`, async () => {
      const lab = await startLab({ start: iso(26 * DAY) });
      await keepDated(lab, 'held', iso(30 * DAY));
      await lab.get('pause', { until: Date.parse(iso(30 * DAY - left)) });
      await lab.send({ advance: 4 * DAY - left });
      const [notice] = (await lab.report()).notices;
      expect(notice?.at).toBe(iso(30 * DAY - left));
      expect(notice?.text).toContain(says);
      expect(notice?.text).not.toContain('3 days');
    });
  }
});
