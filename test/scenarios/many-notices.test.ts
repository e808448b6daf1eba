import { describe, expect, test } from 'vitest';
import { startLab, type Lab } from '../support/lab-driver.ts';
import { iso, keepDated } from '../support/lab-tokens.ts';
import { DAY, HOUR, MINUTE } from '../support/tokens.ts';

async function keepMany(lab: Lab, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await keepDated(lab, `token-${n}`, iso(30 * DAY + n * 4000), n);
}

test('twelve tokens that reach a lead time in the same minute make one notice with their number and the first names', async () => {
  const lab = await startLab({ start: iso(20 * DAY) });
  await keepMany(lab, 12);
  await lab.send({ advance: 7.5 * DAY });
  const { notices } = await lab.report();
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ kind: 'summary' });
  expect(notices[0]?.text).toMatch(/\b12 tokens\b.*token-\d+, token-\d+, token-\d+ and 9 more\./);
  expect(await lab.get('notices', {})).toHaveLength(12);
});

describe('with no notification daemon', () => {
  test('nothing is held up, and what was to be told is in the inbox', async () => {
    const lab = await startLab({ start: iso(26 * DAY), notifier: 'no-daemon' });
    await keepDated(lab, 'unseen', iso(30 * DAY));
    await lab.report();
    const begun = performance.now();
    await lab.send({ advance: DAY });
    const inbox = await lab.get('notices', {});
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(inbox).toMatchObject([{ what: { kind: 'expiring', label: 'unseen' } }]);
    expect((await lab.snapshot()).notices).toHaveLength(1);
    const { lagMs, notices } = await lab.report();
    expect(lagMs).toBeLessThan(200);
    expect(notices).toEqual([]);
  });

  test('a daemon that turns up after a month of notices is given one summary', async () => {
    const lab = await startLab({ start: iso(10 * DAY), notifier: 'no-daemon' });
    await keepMany(lab, 5);
    await lab.send({ advance: 21 * DAY });
    expect(await lab.get('notices', {})).toHaveLength(25);
    await lab.send({ notifier: 'ok' });
    await lab.send({ advance: 2 * MINUTE });
    expect((await lab.report()).notices).toMatchObject([{ kind: 'summary' }]);
    await lab.send({ advance: DAY });
    expect((await lab.report()).notices).toHaveLength(1);
  });
});

describe('while notices are paused', () => {
  test('none comes, and the end of the pause brings what is still new, once', async () => {
    const lab = await startLab({ start: iso(26 * DAY) });
    await keepDated(lab, 'paused', iso(30 * DAY));
    await lab.get('pause', { until: Date.parse(iso(27 * DAY + HOUR)) });
    await lab.send({ advance: DAY + HOUR - MINUTE });
    expect((await lab.report()).notices).toEqual([]);
    expect(await lab.get('notices', {})).toHaveLength(1);
    await lab.send({ advance: 2 * HOUR });
    expect((await lab.report()).notices).toMatchObject([{ at: iso(27 * DAY + HOUR), token: 'paused' }]);
  });

  test('quiet hours hold a notice back until they end', async () => {
    const lab = await startLab({ start: iso(26 * DAY) });
    await lab.get('set', { key: 'quietHours', value: '22:00-07:00' });
    await keepDated(lab, 'quiet', iso(30 * DAY + 2 * HOUR));
    await lab.send({ advance: 2 * DAY });
    expect((await lab.report()).notices).toMatchObject([{ at: iso(27 * DAY + 7 * HOUR) }]);
  });
});
