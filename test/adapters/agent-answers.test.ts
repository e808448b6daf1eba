import { describe, expect, test } from 'vitest';
import { answerWith } from '../../main/adapters/agent-answers.ts';
import type { Actor, AgentHandlers } from '../../shared/agent.ts';

const heard: unknown[] = [];
const lines: string[] = [];
const log = { note: (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields })) };
/** Each handler tells what it was given. */
const door = (actor: Actor): AgentHandlers =>
  new Proxy({} as AgentHandlers, {
    get: (_, command) => async (input: unknown) => {
      heard.push({ command, input, actor });
      if (command === 'doctor') throw new Error('a bug');
      return { ok: true, value: 'answered' };
    },
  });
const answer = answerWith(door, log);
const actor = { pid: 7, program: 'a-tool', folder: '/somewhere', interactive: false };
const ask = (command: string, input: unknown, rest: object = {}) => answer({ v: 1, command, input, actor, ...rest });

test('a right request reaches its handler with defaults filled in and the asker named', async () => {
  expect(await ask('audit', {})).toEqual({ ok: true, value: 'answered' });
  expect(heard.at(-1)).toEqual({ command: 'audit', input: { limit: 200 }, actor });
});

test('a Tokenkeep of another version is told both versions', async () => {
  expect(await ask('list', {}, { v: 2 })).toEqual({
    ok: false,
    failure: { code: 'agent-version', theirs: 1, ours: 2 },
  });
});

describe('what makes no sense', () => {
  test.each([
    ['frobnicate', {}, 'command', 'there is no such command'],
    ['toString', {}, 'command', 'there is no such command'],
    ['show', {}, 'token', 'it must be a string'],
    ['show', { token: '' }, 'token', 'it must not be empty'],
    ['show', { token: 'x'.repeat(201) }, 'token', 'at most 200 characters'],
    ['show', { token: 'a', colour: 'red' }, 'colour', 'there is no such field'],
    ['copy', { token: 'a', clearAfterMs: 5 }, 'clearAfterMs', 'at least 1000'],
    ['edit', { token: 'a', policy: 'maybe' }, 'policy', 'it must be ask or open or deny'],
    ['edit', { token: 'a', consumers: ['ok', 'bell\u0007'] }, 'consumers.1', 'no control characters'],
  ])('%s %j is refused with the field and what it needs', async (command, input, field, need) => {
    const before = heard.length;
    expect(await ask(command, input)).toEqual({ ok: false, failure: { code: 'bad-input', field, need } });
    expect(heard).toHaveLength(before);
  });

  test.each([
    null,
    1,
    'x',
    [],
    {},
    { v: 1 },
    { v: '1', command: 'list' },
    { v: 1, command: 'list', input: {}, actor: {} },
  ])('%j has no envelope', async (message) => {
    expect(await answer(message)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });

  test('is answered without a word of what was sent', async () => {
    const canary = 'ghp_' + '0'.repeat(36);
    const reply = await ask('add', { label: 'a', pasted: { kind: 'value', text: [canary] } });
    expect(JSON.stringify(reply)).not.toContain('ghp_');
    expect(reply).toEqual({
      ok: false,
      failure: { code: 'bad-input', field: 'pasted.text', need: 'it must be a string' },
    });
  });
});

test('a bug answers "bug", and the log has where it broke and not what it said', async () => {
  expect(await ask('doctor', {})).toEqual({ ok: false, failure: { code: 'bug' } });
  expect(lines.at(-1)).toMatch(/^\{"event":"agent-command-broke","command":"doctor".*agent-answers\.ts/);
  expect(lines.at(-1)).not.toContain('a bug');
});
