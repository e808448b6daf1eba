import { describe, expect, test } from 'vitest';
import { aVault, fakeToken } from './a-vault.ts';

const zeros = (count: number) => '0'.repeat(count);
const pasted = (text: string) => ({ kind: 'value' as const, text, exact: false, confirmed: false });

describe('the kind of a token', () => {
  test('is seen in its value and kept', async () => {
    const world = aVault();
    expect((await world.add('ci', fakeToken())).token).toMatchObject({
      provider: 'github',
      kind: 'github-pat-classic',
    });
  });

  test('is seen in the name that the value was assigned to, where the value has no shape of its own', async () => {
    const world = aVault();
    const guess = async (text: string, said: { provider?: string; host?: string } = {}) => {
      const guessed = await world.vault.handlers.guess({ pasted: pasted(text), ...said });
      return guessed.ok ? guessed.value.guesses[0]?.kindId : guessed.failure.code;
    };
    expect(await guess(zeros(64))).toBe('other');
    expect(await guess(`GITLAB_TOKEN=${zeros(64)}`)).toBe('gitlab-oauth');
    expect(await guess(`export GITLAB_OAUTH='${zeros(64)}'`)).toBe('gitlab-oauth');
    expect(await guess(zeros(64), { host: 'https://gitlab.example.test' })).toBe('gitlab-oauth');
    expect(await guess(zeros(64), { provider: 'gitlab' })).toBe('gitlab-oauth');
  });

  test('may be named in place of its provider', async () => {
    const world = aVault();
    const { token } = await world.add('ci', zeros(64), { provider: 'gitlab-oauth' });
    expect(token).toMatchObject({ provider: 'gitlab', kind: 'gitlab-oauth' });
  });

  test('is another after the value was replaced by one of another kind', async () => {
    const world = aVault();
    await world.add('ci', fakeToken());
    await world.vault.handlers.replace({ token: 'ci', pasted: pasted(`github_pat_${zeros(82)}`) });
    expect(world.catalog.list()[0]?.kind).toBe('github-pat-fine-grained');
  });
});

test('the session of a browser is no token: it is refused and nothing is stored', async () => {
  const world = aVault();
  const added = await world.vault.handlers.add({ label: 'me', pasted: pasted(`xoxc-${zeros(12)}-${zeros(12)}`) });
  expect(added).toMatchObject({ ok: false, failure: { code: 'paste-session' } });
  expect(world.secrets.entries.size).toBe(0);
});
