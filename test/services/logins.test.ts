import { describe, expect, test } from 'vitest';
import type { AgentAnswers, AgentAsk, AgentAsked } from '../../shared/agent.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';

const place = { tool: 'git', server: 'https://git.test' } as const;
const word = (n: number): string => `not-a-password-${n}`;

function begin() {
  const world = aVault(() => githubSays(200));
  const agent = world.vault.agent(world.actor);
  const store = async (password: string, more: Partial<AgentAsk<'storeLogin'>> = {}) => {
    const kept = await agent.storeLogin({ ...place, username: 'u1', password, ...more });
    return kept.ok ? kept.value.kept : kept.failure.code;
  };
  const login = async (more: Partial<AgentAsked<'login'>> = {}): Promise<AgentAnswers['login']> => {
    const found = await agent.login({ ...place, asks: false, ...more });
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  };
  return { ...world, agent, store, login };
}

describe('what a tool brings', () => {
  test('is known again: nothing is doubled, whatever the tool calls it', async () => {
    const { add, store, login, catalog } = begin();
    await add('work', fakeToken(), { git: ['https://git.test'] });
    expect(await store(fakeToken())).toBe('known');
    expect(catalog.list()).toHaveLength(1);
    expect(await login()).toMatchObject({ kind: 'one', value: fakeToken() });
  });

  test('is another login of a token that is kept for something else', async () => {
    const { add, store, login, catalog } = begin();
    await add('work', word(1), { provider: 'other' });
    expect(await store(word(1))).toBe('known');
    expect(await login()).toMatchObject({ kind: 'one', username: 'u1', value: word(1) });
    expect(catalog.list().map(({ label }) => label)).toEqual(['work']);
  });

  test('has a name of its own where that is taken', async () => {
    const { add, store, catalog } = begin();
    await add('u1@git.test', word(9), { provider: 'other' });
    await store(word(1));
    expect(catalog.list().map(({ label }) => label)).toContain('u1@git.test 2');
  });
});

describe('a refused password that nobody can be asked about', () => {
  test('is withheld only where the tool asks a person, until it is brought again', async () => {
    const { agent, store, login } = begin();
    await store(word(1));
    await agent.eraseLogin({ ...place, username: 'u1', password: word(1) });
    expect(await login({ asks: true })).toEqual({ kind: 'none' });
    expect(await login()).toMatchObject({ kind: 'one', value: word(1) });
    expect(await store(word(1))).toBe('known');
    expect(await login({ asks: true })).toMatchObject({ kind: 'one' });
  });

  test('makes room for the one that a person types then', async () => {
    const { agent, store, login, catalog } = begin();
    await store(word(1));
    await agent.eraseLogin({ ...place, username: 'u1', password: word(1) });
    expect(await store(word(2))).toBe('replaced');
    expect(await login({ asks: true })).toMatchObject({ kind: 'one', value: word(2) });
    expect(catalog.list()).toHaveLength(1);
  });
});

test('a token that a person keeps is not taken away by a tool, even when it is dead', async () => {
  const { agent, add, world, catalog, login } = begin();
  await add('work', fakeToken(), { git: ['https://git.test'] });
  world.answer = () => githubSays(401);
  const erased = await agent.eraseLogin({ ...place, password: fakeToken() });
  expect(erased).toEqual({ ok: true, value: { erased: 'doubted' } });
  expect(catalog.list()).toHaveLength(1);
  expect(await login()).toEqual({ kind: 'none' });
});

test('a refresh token is given only to the tool that brought it', async () => {
  const { add, login, store } = begin();
  await add('sso', word(1), { provider: 'other', git: ['https://git.test'], fields: { 'refresh-token': word(5) } });
  expect(await login()).toEqual({ kind: 'one', username: 'oauth2', value: word(1) });
  await store(word(2), { server: 'https://other.test', refresh: word(6) });
  expect(await login({ server: 'https://other.test' })).toMatchObject({ value: word(2), refresh: word(6) });
});

test('one that is over is not handed out; the refresh token that came with it is', async () => {
  const { clock, store, login, advance } = begin();
  await store(word(1), { expiresAt: clock.now() + 60_000, refresh: word(6) });
  await advance(120_000);
  const found = await login();
  expect(found).toMatchObject({ kind: 'one', username: 'u1', refresh: word(6) });
  expect(found).not.toHaveProperty('value');
});

test('what is handed out, kept and doubted is in the audit log, with no value', async () => {
  const { agent, store, login, audit } = begin();
  await store(word(1));
  await login();
  await agent.eraseLogin({ ...place, username: 'u1', password: word(1) });
  const entries = await audit.recent(100);
  const text = JSON.stringify(entries);
  for (const act of ['store', 'get', 'refused']) expect(text).toContain(`"act":"${act}"`);
  expect(text).toContain('git by test');
  expect(text).not.toContain(word(1));
});
