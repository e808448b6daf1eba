import { describe, expect, onTestFinished, test } from 'vitest';
import { gitlabValue, serveGitlab } from '../support/issuers/gitlab.ts';
import { startLab } from '../support/lab-driver.ts';
import { DAY, HOUR, MINUTE } from '../support/tokens.ts';

/** A token that rotates by a cron rule, its lab, and the moments at which its issuer was asked for a new value. */
async function aSchedule(start: string, cron: string, zone: string) {
  const issuer = await serveGitlab();
  onTestFinished(issuer.close);
  issuer.tokens.set(gitlabValue(1), { userId: 7, scopes: ['api'], expiresAt: null });
  const lab = await startLab({ start });
  const pasted = { kind: 'value', text: gitlabValue(1) } as const;
  await lab.get('add', { label: 'ci', pasted, host: issuer.base, rotation: { cron, zone } });
  const count = () => issuer.seen.filter(({ method }) => method === 'POST').length;
  let now = Date.parse(start);

  async function advance(ms: number): Promise<void> {
    now += ms;
    await lab.send({ advance: ms });
  }

  return {
    lab,
    count,
    advance,
    async suspend(ms: number): Promise<void> {
      now += ms;
      await lab.send({ suspend: ms });
    },
    /** Runs up to a moment and says whether exactly one rotation fell into the last minute before it, and none before. */
    async runAt(iso: string): Promise<readonly [number, number]> {
      const before = count();
      await advance(Date.parse(iso) - now - MINUTE);
      const early = count() - before;
      await advance(2 * MINUTE);
      return [early, count() - before];
    },
  };
}

const ONE = [0, 1];

describe('a rotation daily at 02:30 in Berlin', () => {
  test('runs once on the day on which the hour is left out', async () => {
    const { runAt } = await aSchedule('2027-03-27T12:00:00Z', '30 2 * * *', 'Europe/Berlin');
    expect(await runAt('2027-03-28T01:30:00Z')).toEqual(ONE);
    expect(await runAt('2027-03-29T00:30:00Z')).toEqual(ONE);
  });

  test('runs once on the day on which the hour comes twice', async () => {
    const { runAt } = await aSchedule('2027-10-30T12:00:00Z', '30 2 * * *', 'Europe/Berlin');
    expect(await runAt('2027-10-31T00:30:00Z')).toEqual(ONE);
    expect(await runAt('2027-11-01T01:30:00Z')).toEqual(ONE);
  });

  test('is caught up with once when the machine was off for three days', async () => {
    const { count, suspend, advance } = await aSchedule('2027-05-01T12:00:00Z', '30 2 * * *', 'Europe/Berlin');
    await suspend(3 * DAY);
    await advance(HOUR);
    expect(count()).toBe(1);
  });

  test('moved to New York runs there at 02:30, and not twice within 12 hours', async () => {
    const { lab, runAt } = await aSchedule('2027-05-10T00:00:00Z', '30 2 * * *', 'Europe/Berlin');
    expect(await runAt('2027-05-10T00:30:00Z')).toEqual(ONE);
    await lab.get('schedule', { token: 'ci', rule: { cron: '30 2 * * *', zone: 'America/New_York' } });
    expect(await runAt('2027-05-11T06:30:00Z')).toEqual(ONE);
  });
});

test('a rotation on day 31 of each month runs on the last day of each', async () => {
  const { runAt } = await aSchedule('2027-01-15T00:00:00Z', '30 2 31 * *', 'UTC');
  for (const day of ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']) {
    expect([day, await runAt(`${day}T02:30:00Z`)]).toEqual([day, ONE]);
  }
  const leap = await aSchedule('2028-02-15T00:00:00Z', '30 2 31 * *', 'UTC');
  expect(await leap.runAt('2028-02-29T02:30:00Z')).toEqual(ONE);
});
