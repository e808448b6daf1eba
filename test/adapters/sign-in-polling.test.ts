import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSignIn } from '../../main/adapters/sign-in.ts';
import type { Http, HttpOutcome } from '../../main/domain/http-port.ts';
import { instant } from '../../shared/time.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const base = 'https://id.example.org';
const document = { issuer: base, token_endpoint: `${base}/token`, device_authorization_endpoint: `${base}/device` };
const code = { device_code: 'd', user_code: 'WDJB-MJHT', verification_uri: `${base}/go`, expires_in: 600, interval: 5 };

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

function answered(status: number, body: object): HttpOutcome {
  const headers = { 'content-type': 'application/json' };
  return { kind: 'answered', at: instant(Date.now()), status, headers, body: JSON.stringify(body), cut: false };
}

/** An issuer that says these to one poll after the other; `asked` is when each came, in seconds. */
function anIssuer(says: readonly (() => HttpOutcome)[]) {
  const [start, asked, left] = [Date.now(), [] as number[], [...says]];
  const http: Http = {
    async send({ url }) {
      if (url.includes('/.well-known/')) return answered(200, document);
      if (url.endsWith('/device')) return answered(200, code);
      asked.push((Date.now() - start) / 1000);
      return left.shift()?.() ?? answered(400, { error: 'expired_token' });
    },
  };
  return { http, asked };
}

const pending = () => answered(400, { error: 'authorization_pending' });
const slower = () => answered(400, { error: 'slow_down' });
const token = () => answered(200, { access_token: 'kept', token_type: 'bearer', expires_in: 60 });
const silent = (): HttpOutcome => ({ kind: 'silent', at: instant(Date.now()), cause: 'offline', code: 'ENOTFOUND' });

async function signIn(http: Http) {
  const clock = createFakeClock(instant(Date.now()));
  const begun = await createSignIn({ http, timer: clock, clock }).begin({
    issuer: base,
    clientId: 'app',
    how: 'device',
    scopes: [],
  });
  if (!begun.ok) throw new Error(JSON.stringify(begun.failure));
  await vi.advanceTimersByTimeAsync(120_000);
  return begun.value.end;
}

test('an issuer that says "slow down" is asked five seconds less often from then on', async () => {
  const { http, asked } = anIssuer([pending, slower, pending, token]);
  expect((await signIn(http)).ok).toBe(true);
  expect(asked.slice(1).map((at, i) => at - (asked[i] ?? 0))).toEqual([5, 10, 10]);
});

test('an outage while the person is on the way does not end it', async () => {
  const { http, asked } = anIssuer([pending, silent, () => answered(502, {}), token]);
  expect((await signIn(http)).ok).toBe(true);
  expect(asked).toHaveLength(4);
});

test('a code that has run out ends it in the words of OAuth', async () => {
  const { http } = anIssuer([pending]);
  expect(await signIn(http)).toEqual({ ok: false, failure: { code: 'sign-in-failed', said: 'expired_token' } });
});
