import { describe, expect, test } from 'vitest';
import { startCountingIssuer } from '../support/counting-issuer.ts';
import { startLab } from '../support/lab-driver.ts';
import { fakeValue, iso, keep, keepDated } from '../support/lab-tokens.ts';
import { DAY, HOUR, MINUTE, T0 } from '../support/tokens.ts';

const YEARS = 3 * 365 * DAY;

describe('a clock that is set back by years', () => {
  test('does not keep tokens from being asked after', async () => {
    const [lab, issuer] = [await startLab(), await startCountingIssuer()];
    await keep(lab, 'ci', { provider: 'github', host: issuer.host }, fakeValue(1));
    await lab.send({ advance: DAY });
    issuer.heard.length = 0;
    await lab.send({ wall: iso(-YEARS) });
    await lab.send({ advance: MINUTE });
    expect(issuer.heard).toHaveLength(1);
    await lab.send({ advance: DAY });
    expect(issuer.heard.length).toBeGreaterThanOrEqual(4);
    expect(issuer.heard.length).toBeLessThanOrEqual(6);
    expect((await lab.get('show', { token: 'ci' })).token.standing.latest?.evidence.at).toBeLessThan(T0);
  });

  test('does not leave a value on the clipboard', async () => {
    const lab = await startLab();
    await keepDated(lab, 'copied', iso(30 * DAY));
    await lab.get('copy', { token: 'copied' });
    await lab.send({ wall: iso(-YEARS) });
    await lab.send({ advance: MINUTE });
    expect((await lab.report()).clipboard.true).toBe('');
  });

  test('does not keep notices from a daemon that turns up, nor a keyring that opens from being used', async () => {
    const lab = await startLab({ start: iso(26 * DAY), notifier: 'no-daemon' });
    await keepDated(lab, 'late', iso(30 * DAY));
    await lab.send({ advance: DAY });
    await lab.send({ keyring: 'locked' });
    expect(await lab.ask('get', { token: 'late' })).toMatchObject({ ok: false });
    await lab.send({ advance: MINUTE });
    await lab.send({ wall: iso(-YEARS) });
    await lab.send({ notifier: 'ok' });
    await lab.send({ keyring: 'ok' });
    await lab.send({ advance: 2 * MINUTE });
    expect((await lab.report()).notices).toMatchObject([{ token: 'late' }]);
    expect((await lab.snapshot()).keyring.kind).toBe('ok');
  });
});

describe('a clock that is set forward by years and back again', () => {
  test('takes nothing away: the token is kept and lives as before', async () => {
    const [lab, issuer] = [await startLab(), await startCountingIssuer()];
    await keep(lab, 'ci', { provider: 'github', host: issuer.host, expires: iso(60 * DAY) }, fakeValue(1));
    await lab.send({ wall: iso(YEARS) });
    await lab.send({ advance: HOUR });
    expect((await lab.get('show', { token: 'ci' })).status.kind).toBe('expired');
    await lab.send({ wall: iso(HOUR) });
    await lab.send({ advance: 7 * HOUR });
    expect((await lab.get('show', { token: 'ci' })).status.kind).toBe('valid');
    expect((await lab.get('get', { token: 'ci' })).value).toBe(fakeValue(1));
  });
});
