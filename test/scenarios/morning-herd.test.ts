import { describe, expect, test } from 'vitest';
import { BAD_CREDENTIALS, LIVES, startCountingIssuer, type CountingIssuer } from '../support/counting-issuer.ts';
import { startLab, type Lab } from '../support/lab-driver.ts';
import { fakeValue, keep } from '../support/lab-tokens.ts';
import { DAY, HOUR, MINUTE, T0 } from '../support/tokens.ts';

async function keepOn(lab: Lab, { host }: CountingIssuer, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await keep(lab, `token-${n}`, { provider: 'github', host }, fakeValue(n));
}

async function looksOf(lab: Lab): Promise<readonly number[]> {
  const { tokens } = await lab.get('list', {});
  return tokens.map(({ token }) => (token.standing.latest?.evidence.at ?? 0) - T0).sort((a, b) => a - b);
}

describe('forty tokens of one issuer after a night asleep', () => {
  test('are asked after once each, spread out, and only when the network is back', { timeout: 120_000 }, async () => {
    const [lab, issuer] = [await startLab(), await startCountingIssuer()];
    await keepOn(lab, issuer, 40);
    issuer.heard.length = 0;
    await lab.send({ network: 'down' });
    await lab.send({ suspend: 8 * HOUR });
    await lab.send({ advance: 15_000 });
    expect(issuer.heard).toEqual([]);
    await lab.send({ network: 'up' });
    await lab.send({ advance: 2 * MINUTE });
    expect(issuer.heard).toHaveLength(40);
    expect(new Set(issuer.heard.map(({ authorization }) => authorization)).size).toBe(40);
    const looks = await looksOf(lab);
    const [first = 0, last = 0] = [looks[0], looks.at(-1)];
    expect(first).toBeGreaterThanOrEqual(8 * HOUR + 15_000);
    expect(last - first).toBeGreaterThanOrEqual(20_000);
  });

  test('are asked at most two at a time, even all at once, by GET alone', { timeout: 120_000 }, async () => {
    const [lab, issuer] = [await startLab(), await startCountingIssuer()];
    await keepOn(lab, issuer, 40);
    issuer.answer = () => ({ ...LIVES, delayMs: 20 });
    issuer.heard.length = 0;
    expect(await lab.get('check', {})).toHaveLength(40);
    expect(issuer.heard).toHaveLength(40);
    expect(issuer.mostAtOnce()).toBe(2);
    expect(new Set(issuer.heard.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});

/** The issuer's clock is the lab's, so that a date it names is one of the lab's days. */
const httpDate = (ms: number): string => new Date(T0 + ms).toUTCString();
const limited = (headers: Readonly<Record<string, string>>) => ({
  status: 429,
  headers: { date: httpDate(0), ...headers },
  body: { message: 'API rate limit exceeded' },
});

describe('an issuer that asks to wait', () => {
  const forms = [
    { says: 'Retry-After: 3117', answer: limited({ 'retry-after': '3117' }), waits: 3_117_000 },
    { says: 'Retry-After as a date', answer: limited({ 'retry-after': httpDate(3_117_000) }), waits: 3_117_000 },
    {
      says: 'x-ratelimit-remaining: 0 and a reset half an hour away',
      answer: {
        ...limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String((T0 + 1_800_000) / 1000) }),
        status: 403,
      },
      waits: 1_800_000,
    },
  ];
  for (const { says, answer, waits } of forms) {
    test(`by ${says} is left alone until then, and then asked once; others go on`, async () => {
      const [lab, strict, easy] = [await startLab(), await startCountingIssuer(), await startCountingIssuer()];
      strict.answer = () => answer;
      await keep(lab, 'limited', { provider: 'github', host: strict.host }, fakeValue(1));
      await keep(lab, 'free', { provider: 'github', host: easy.host }, fakeValue(2));
      await lab.get('set', { key: 'checkEvery', value: '5m' });
      expect(strict.heard).toHaveLength(1);
      expect((await lab.get('show', { token: 'limited' })).status).toEqual({ kind: 'unknown', cause: 'rate-limited' });
      strict.answer = () => LIVES;
      await lab.send({ advance: waits - 1000 });
      expect(strict.heard).toHaveLength(1);
      expect(easy.heard.length).toBeGreaterThan(4);
      await lab.send({ advance: 2000 });
      expect(strict.heard).toHaveLength(2);
      expect((await lab.get('show', { token: 'limited' })).token.standing.latest?.evidence.at).toBe(T0 + waits);
    });
  }

  test('without saying for how long is asked again after a minute at least, then after twice that, and so on', async () => {
    const [lab, issuer] = [await startLab(), await startCountingIssuer(() => limited({}))];
    await keep(lab, 'limited', { provider: 'github', host: issuer.host }, fakeValue(1));
    const moments = [0];
    for (let minute = 0; minute < 40; minute += 1) {
      await lab.send({ advance: MINUTE });
      const [look = 0] = await looksOf(lab);
      if (look !== moments.at(-1)) moments.push(look);
    }
    const waits = moments.slice(1).map((moment, n) => moment - (moments[n] ?? 0));
    expect(waits.length).toBeGreaterThanOrEqual(4);
    for (const [n, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(MINUTE * 2 ** n);
  });
});

test('a token that is refused is asked after at most twice in a day', async () => {
  const [lab, issuer] = [await startLab(), await startCountingIssuer()];
  await keep(lab, 'refused', { provider: 'github', host: issuer.host }, fakeValue(1));
  issuer.heard.length = 0;
  issuer.answer = () => BAD_CREDENTIALS;
  await lab.send({ advance: 30 * DAY });
  expect(issuer.heard.length).toBeLessThanOrEqual(2);
  expect((await lab.get('show', { token: 'refused' })).status.kind).toBe('invalid');
  expect((await lab.report()).notices).toMatchObject([{ kind: 'dead', token: 'refused' }]);
});

test('a token that keeps failing has its value read from the keyring at most once a minute', async () => {
  const [lab, issuer] = [await startLab(), await startCountingIssuer(() => ({ status: 500 }))];
  await keep(lab, 'failing', { provider: 'github', host: issuer.host }, fakeValue(1));
  const { keyringReads: before } = await lab.report();
  await lab.send({ advance: HOUR });
  const { keyringReads: after } = await lab.report();
  expect(issuer.heard.length).toBeGreaterThan(3);
  // A value is two entries: what points to it, and itself.
  expect((after - before) / 2).toBeLessThanOrEqual(60);
  const { status, token } = await lab.get('show', { token: 'failing' });
  expect([status, token.label]).toEqual([{ kind: 'unknown', cause: 'outage' }, 'failing']);
});
