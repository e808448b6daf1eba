import { describe, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import { duration } from '../../shared/time.ts';
import { tokenId } from '../../shared/token.ts';
import { githubAppIssuer } from '../support/issuers/github-app.ts';
import { heardFrom } from '../support/issuers/in-memory.ts';
import { HOUR, MINUTE, T0 } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';

const HOST = 'https://github.example';

/** A vault that speaks to the issuer of an app, whose clock is ahead of ours by `skew`. */
function anApp({ skew = 0 } = {}) {
  const issuer = githubAppIssuer(() => made.clock.now() + skew);
  const answer = heardFrom(issuer.answer, () => made.clock.now());
  const asked: string[] = [];
  const made = aVault((request) => {
    asked.push(`${request.method} ${request.url.slice(`${HOST}/api/v3`.length)}`);
    return answer(request);
  });
  const add = (fields: object = issuer.fields) =>
    made.vault.handlers.add({
      label: 'deploy',
      pasted: { kind: 'none' },
      provider: 'github-app',
      host: HOST,
      fields: { ...fields },
    });
  const mints = () => asked.filter((what) => what.startsWith('POST')).length;
  const value = () => [...made.secrets.entries.values()][0]?.credential.access.use((text) => text);
  const get = () => made.vault.agent(made.actor).get({ token: 'deploy' });
  return { ...made, issuer, answer, asked, add, mints, value, get };
}

const outage = (_request: HttpRequest): HttpOutcome => ({
  kind: 'silent',
  at: T0,
  cause: 'offline',
  code: 'ENOTFOUND',
});

describe('a GitHub App that is added', () => {
  test('has its first value at once, and a look says whose it is', async () => {
    const { add, mints } = anApp();
    const added = await add();
    expect(added).toMatchObject({
      ok: true,
      value: {
        view: {
          status: { kind: 'valid' },
          renews: 'mint',
          token: { subject: 'octo', scopes: ['contents:write', 'issues:read', 'metadata:read'] },
        },
      },
    });
    expect(added.ok && added.value.unminted).toBeUndefined();
    expect(mints()).toBe(1);
  });

  test('while its issuer is out of reach is kept, and has its value once it is back', async () => {
    const { add, world, answer, value, advance, vault } = anApp();
    world.answer = outage;
    expect(await add()).toMatchObject({
      ok: true,
      value: { unminted: { code: 'issuer-silent' }, view: { status: { kind: 'unchecked' } } },
    });
    expect(value()).toBe('');
    await vault.start();
    await advance(MINUTE);
    world.answer = answer;
    await advance(5 * MINUTE);
    expect(value()).toMatch(/^ghs_/);
    expect(vault.snapshot().tokens[0]?.status.kind).toBe('valid');
  });

  test('with no value yet is never lent empty', async () => {
    const { add, world, answer, get } = anApp();
    world.answer = outage;
    await add();
    expect(await get()).toMatchObject({ ok: false, failure: { code: 'issuer-silent' } });
    world.answer = answer;
    expect(await get()).toMatchObject({ ok: true, value: { value: expect.stringMatching(/^ghs_/) } });
  });

  test('with a key that its issuer does not take is not kept', async () => {
    const { add, secrets, catalog, issuer } = anApp();
    const other = githubAppIssuer(() => 0).fields['private-key'];
    expect(await add({ ...issuer.fields, 'private-key': other })).toMatchObject({
      ok: false,
      failure: { code: 'issuer-refused' },
    });
    expect([catalog.list(), catalog.pending(), secrets.entries.size]).toEqual([[], [], 0]);
  });

  test('lacking a field, or with one that cannot be right, is refused before anything leaves', async () => {
    const { add, issuer, asked, vault } = anApp();
    const { 'private-key': _key, ...rest } = issuer.fields;
    expect(await add(rest)).toMatchObject({ failure: { code: 'bad-input', field: 'private-key' } });
    expect(await add({ ...issuer.fields, 'private-key': 'a word' })).toMatchObject({
      failure: { field: 'private-key' },
    });
    const pasted = { kind: 'none' } as const;
    expect(await vault.handlers.add({ label: 'x', pasted, provider: 'gitlab' })).toMatchObject({
      failure: { code: 'paste-empty' },
    });
    expect(asked).toEqual([]);
  });
});

describe('its value', () => {
  test('is minted anew a tenth before its end, hour after hour', async () => {
    const { add, mints, advance, vault, value, issuer, clock } = anApp();
    await add();
    await vault.start();
    for (let hour = 1; hour <= 3; hour += 1) {
      await advance(54 * MINUTE + 1000);
      expect(mints()).toBe(1 + hour);
      expect(issuer.tokens.get(value() ?? '')?.endsAt).toBeGreaterThan(clock.now() + 59 * MINUTE);
    }
  });

  test.each([10, -10])(
    'is minted by a clock that is %i minutes from its issuer’s, in one more request',
    async (wrong) => {
      const { add, mints, issuer, clock, advance, vault } = anApp({ skew: wrong * MINUTE });
      expect(await add()).toMatchObject({ ok: true, value: { view: { status: { kind: 'valid' } } } });
      expect(mints()).toBe(2);
      const theirs = (clock.now() + wrong * MINUTE) / 1000;
      expect(issuer.words.at(-1)?.iat).toBeLessThanOrEqual(theirs - 60);
      expect(issuer.words.at(-1)?.exp).toBeLessThanOrEqual(theirs + 600);
      await vault.start();
      await advance(HOUR);
      expect(mints()).toBe(3);
    },
  );

  test('after a key that was given anew is asked for without waiting', async () => {
    const { add, world, answer, issuer, value, vault, advance, clock } = anApp();
    await add();
    const before = value();
    world.answer = heardFrom(
      () => ({ status: 401, body: { message: 'A JSON web token could not be decoded' } }),
      () => clock.now(),
    );
    await vault.start();
    await advance(55 * MINUTE);
    world.answer = answer;
    await vault.handlers.edit({ token: 'deploy', fields: { 'private-key': issuer.pkcs8 } });
    await advance(MINUTE);
    expect(value()).not.toBe(before);
  });

  test('of a mint that a crash cut short is minted at the next start', async () => {
    const { add, ports, catalog, world, answer, value, open, clock } = anApp();
    world.answer = outage;
    await add();
    const [token] = catalog.list();
    await ports.journal.put({
      id: 'cut',
      token: token?.id ?? tokenId(''),
      act: 'refresh',
      step: 'sent',
      at: clock.now(),
      generation: 1,
    });
    world.answer = answer;
    const again = open();
    await again.start();
    await clock.advance(duration(MINUTE), () => again.settled());
    expect(value()).toMatch(/^ghs_/);
  });

  test('that was revoked is not minted anew', async () => {
    const { add, mints, vault, advance } = anApp();
    await add();
    await vault.start();
    await vault.handlers.revoke({ token: 'deploy', confirmed: true });
    await advance(2 * HOUR);
    expect(mints()).toBe(1);
  });
});
