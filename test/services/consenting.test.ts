import { describe, expect, test } from 'vitest';
import type { Consented } from '../../shared/lease.ts';
import { aVault, fakeToken, githubSays } from './a-vault.ts';
import { HOUR } from '../support/tokens.ts';

async function aDesktop() {
  const shown: unknown[] = [];
  const open = (target: unknown): boolean => shown.push(target) > 0;
  const it = aVault(() => githubSays(200), undefined, { asks: true, open });
  await it.add('ci', fakeToken());
  await it.vault.start();
  await it.vault.settled();
  const get = (input: object = {}) => it.vault.agent(it.actor).get({ token: 'ci', tool: 'deploy', ...input });
  const questions = () => it.vault.snapshot().questions;
  const asked = async () => {
    for (let turn = 0; turn < 50 && questions().length === 0; turn += 1) await Promise.resolve();
    return questions();
  };
  /** Asks and waits, and a person answers. */
  async function whileAnswering(answer: Consented, input: object = {}) {
    const getting = get({ wait: true, ...input });
    const [question] = await asked();
    await it.vault.handlers.consent({ id: question?.id ?? '', answer });
    return getting;
  }
  return { ...it, get, questions, asked, shown, whileAnswering };
}

const lent = { ok: true, value: { value: fakeToken() } };

describe('a tool that asks for the first time', () => {
  test('is asked about with all that is known of it, and has the value after a yes', async () => {
    const { get, asked, vault, audit, toasts, questions } = await aDesktop();
    const getting = get({ wait: true, forMs: 60_000 });
    expect(await asked()).toMatchObject([
      {
        label: 'ci',
        length: 60_000,
        whole: false,
        borrower: { tool: 'deploy', program: 'test', pid: 42, folder: '/home/me' },
      },
    ]);
    expect(toasts).toMatchObject([{ kind: 'question', title: 'deploy asks for ci', urgent: true }]);
    const [question] = questions();
    await vault.handlers.consent({ id: question?.id ?? '', answer: 'once' });
    expect(await getting).toMatchObject(lent);
    expect(questions()).toEqual([]);
    expect(audit.entries.map(({ act, outcome }) => `${act} ${outcome}`).slice(-2)).toEqual([
      'consent once',
      'get lent',
    ]);
  });

  test.each([
    ['once', { failure: { code: 'consent-needed' } }],
    ['hour', lent],
    ['always', lent],
  ] as const)('has a yes for %s, and the next time what follows from it', async (answer, next) => {
    const { whileAnswering, get } = await aDesktop();
    expect(await whileAnswering(answer)).toMatchObject(lent);
    expect(await get()).toMatchObject(next);
  });

  test('for an hour is asked about again after it', async () => {
    const { whileAnswering, get, advance } = await aDesktop();
    await whileAnswering('hour');
    await advance(HOUR - 1);
    expect(await get()).toMatchObject(lent);
    await advance(1);
    expect(await get()).toMatchObject({ failure: { code: 'consent-needed', asked: true } });
  });

  test('and is told never, is refused from then on without a question', async () => {
    const { whileAnswering, get, questions, vault } = await aDesktop();
    expect(await whileAnswering('never')).toMatchObject({ failure: { code: 'consent-refused', why: 'never' } });
    expect(await get({ wait: true })).toMatchObject({ failure: { code: 'consent-refused', why: 'never' } });
    expect(questions()).toEqual([]);
    const [grant] = vault.snapshot().grants;
    expect(await vault.handlers.endGrant({ id: grant?.id ?? '' })).toMatchObject({ value: { tool: 'deploy' } });
    expect(vault.snapshot().grants).toEqual([]);
  });

  test('and nobody answers within a minute, has a no', async () => {
    const { get, asked, advance, questions } = await aDesktop();
    const getting = get({ wait: true });
    await asked();
    await advance(59_999);
    expect(questions()).toHaveLength(1);
    await advance(1);
    expect(await getting).toMatchObject({ failure: { code: 'consent-refused', why: 'unanswered' } });
  });

  test('and does not wait, has its answer when it asks again', async () => {
    const { get, vault, questions } = await aDesktop();
    expect(await get()).toMatchObject({ failure: { code: 'consent-needed', asked: true } });
    await vault.handlers.consent({ id: questions()[0]?.id ?? '', answer: 'once' });
    await new Promise(setImmediate);
    expect(await get()).toMatchObject(lent);
    expect(await get()).toMatchObject({ failure: { code: 'consent-needed' } });
  });
});

test('the same question of many is one, and a flood of them is answered no', async () => {
  const { get, asked, questions, vault } = await aDesktop();
  const same = Array.from({ length: 10 }, () => get({ wait: true }));
  const [question] = await asked();
  await vault.settled();
  expect(questions()).toHaveLength(1);
  await vault.handlers.consent({ id: question?.id ?? '', answer: 'hour' });
  expect((await Promise.all(same)).every(({ ok }) => ok)).toBe(true);
  const flood = Array.from({ length: 60 }, (_, n) => get({ wait: true, tool: `tool-${n}` }));
  await new Promise(setImmediate);
  expect(questions()).toHaveLength(20);
  await vault.stop();
  expect((await Promise.all(flood)).map(({ ok }) => ok)).not.toContain(true);
});

test('a locked keyring is told at once, and nobody is asked', async () => {
  const { get, questions, secrets } = await aDesktop();
  secrets.seen = { kind: 'locked' };
  expect(await get({ wait: true })).toMatchObject({ failure: { code: 'keyring-locked' } });
  expect(questions()).toEqual([]);
});

test('where no notification can be shown the window is', async () => {
  const { get, world, shown } = await aDesktop();
  world.daemon = false;
  await get();
  await new Promise(setImmediate);
  expect(shown).toEqual([{ kind: 'home' }]);
});

test('no program can answer a question', async () => {
  const { get, vault, actor, questions } = await aDesktop();
  await get();
  const id = questions()[0]?.id ?? '';
  expect(await vault.agent(actor).consent({ id, answer: 'always' })).toMatchObject({ failure: { code: 'refused' } });
  expect(questions()).toHaveLength(1);
});

test('whoever types at a terminal is not asked, unless they chose to be', async () => {
  const { vault, actor } = await aDesktop();
  const typing = vault.agent({ ...actor, program: 'tokenkeep', interactive: true });
  expect(await typing.get({ token: 'ci' })).toMatchObject(lent);
  await vault.handlers.set({ key: 'terminal', value: 'ask' });
  expect(await typing.get({ token: 'ci' })).toMatchObject({ failure: { code: 'consent-needed', asked: true } });
});
