import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../main/domain/http-port.ts';
import type { Check, Provider } from '../../main/domain/provider.ts';
import { createRegistry } from '../../main/domain/registry.ts';
import { registry } from '../../main/providers/registry.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { SideEffect } from '../../shared/kind.ts';
import { DAY } from '../support/tokens.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';

const valueIn = ({ headers }: HttpRequest): string => {
  const value = headers['authorization'];
  return value instanceof Secret ? value.use((text) => text.replace('Bearer ', '')) : '';
};

const pasted = (text: string) => ({ kind: 'value' as const, text, exact: false, confirmed: false });

/** A vault whose issuer is heard whole: made-up values too. */
function aHearingVault(takes: (value: string) => boolean, known = registry) {
  const world = aVault(undefined, known);
  const asked: string[] = [];
  world.ports.http.send = async (request) => {
    asked.push(valueIn(request));
    if (!takes(valueIn(request))) return githubSays(401, world.clock.now());
    return { ...githubSays(200, world.clock.now()), body: '{"login":"octo","username":"octo"}' };
  };
  const vault = world.open();
  const add = async (label: string, text: string) => {
    const added = await vault.handlers.add({ label, pasted: pasted(text) });
    if (!added.ok) throw new Error(added.failure.code);
    return added.value.view;
  };
  return { ...world, vault, asked, add };
}

describe('an issuer that takes a token', () => {
  test('is tried with a made-up one of the same shape before it is believed, once a day', async () => {
    const world = aHearingVault((value) => value === fakeToken('0') || value === fakeToken('7'));
    expect((await world.add('one', fakeToken('0'))).status.kind).toBe('valid');
    expect(world.asked).toEqual([fakeToken('0'), fakeToken('1')]);
    await world.add('two', fakeToken('7'));
    expect(world.asked.slice(2)).toEqual([fakeToken('7')]);
    await world.advance(DAY + 1);
    world.asked.splice(0);
    await world.vault.handlers.check({ tokens: ['one'] });
    expect(world.asked).toContain(fakeToken('1'));
  });

  test('is not believed where it takes the made-up one too, and the evidence says so', async () => {
    const world = aHearingVault(() => true);
    const { status, token } = await world.add('one', fakeToken());
    expect(status).toMatchObject({ kind: 'unknown', cause: 'unexpected' });
    expect(token.standing.latest?.evidence).toMatchObject({ status: 200, said: 'answers any value alike' });
  });

  test('is tried with one that has the mark of its kind, also where the person chose the provider', async () => {
    const world = aHearingVault((value) => value.startsWith('npm_000'));
    world.world.hosts = ['https://npm.example.test'];
    const text = `npm_${'0'.repeat(36)}`;
    await world.vault.handlers.add({ label: 'one', pasted: pasted(text), provider: 'npm' });
    expect(world.asked).toEqual([text, `npm_${'1'.repeat(36)}`]);
  });

  test('is not tried by the heartbeat, nor where it refuses the real one', async () => {
    const world = aHearingVault(() => false);
    await world.add('one', fakeToken());
    expect(world.asked).toEqual([fakeToken()]);
    await world.advance(2 * DAY);
    expect(new Set(world.asked)).toEqual(new Set([fakeToken()]));
  });
});

function withEffect(sideEffect: SideEffect): Provider {
  const github = registry.get('github');
  const check = github?.check as Extract<Check, { kind: 'online' }>;
  return { ...(github as Provider), check: { ...check, sideEffect } };
}

describe('a look that does something besides looking', () => {
  const spending = createRegistry([withEffect('spends'), ...registry.all.filter(({ id }) => id !== 'github')]);

  test('is not taken by itself, nor when the token is added', async () => {
    const world = aHearingVault(() => true, spending);
    expect((await world.add('one', fakeToken())).status.kind).toBe('unchecked');
    await world.advance(2 * DAY);
    await world.vault.handlers.check({});
    expect(world.asked).toEqual([]);
  });

  test('is named first, and taken when a person says so; no made-up value is spent for it', async () => {
    const world = aHearingVault(() => true, spending);
    await world.add('one', fakeToken());
    const refused = await world.vault.handlers.check({ tokens: ['one'] });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'check-costs', name: 'one', effect: 'spends' } });
    const checked = await world.vault.handlers.check({ tokens: ['one'], confirmed: true });
    expect(checked).toMatchObject({ ok: true, value: [{ status: { kind: 'valid' } }] });
    expect(world.asked).toEqual([fakeToken()]);
  });
});
