import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openLog } from '../../../main/adapters/log-file.ts';
import { redact } from '../../../main/adapters/redact.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { T0 } from '../../support/tokens.ts';
import { aHome, modeOf, namesIn } from './home-folder.ts';

const logIn = (folder: string) => openLog(folder, createFakeClock(T0));
const linesIn = (folder: string): readonly string[] =>
  readFileSync(join(folder, 'tokenkeep.log'), 'utf8').split('\n').slice(0, -1);

describe('the log', () => {
  test('is one JSON line an event, in order, for its owner alone', async () => {
    const folder = join(aHome(), 'logs');
    const log = logIn(folder);
    log.note('started', { version: '0.1.0', tokens: 3, headless: false });
    log.note('ended');
    await vi.waitFor(() => expect(linesIn(folder)).toHaveLength(2));
    expect(linesIn(folder).map((line): unknown => JSON.parse(line))).toEqual([
      { at: '2027-01-01T00:00:00Z', event: 'started', version: '0.1.0', tokens: 3, headless: false },
      { at: '2027-01-01T00:00:00Z', event: 'ended' },
    ]);
    expect(modeOf(join(folder, 'tokenkeep.log'))).toBe('600');
  });

  test('begins anew at 1 MiB and keeps two older ones', async () => {
    const folder = join(aHome(), 'logs');
    mkdirSync(folder);
    const log = logIn(folder);
    for (const round of ['one', 'two', 'three', 'four']) {
      writeFileSync(join(folder, 'tokenkeep.log'), 'x'.repeat(1_048_570));
      log.note(round);
      await vi.waitFor(() => expect(linesIn(folder).join('')).toContain(round));
    }
    expect(namesIn(folder)).toEqual(['tokenkeep.1.log', 'tokenkeep.2.log', 'tokenkeep.log']);
    expect(statSync(join(folder, 'tokenkeep.log')).size).toBeLessThan(200);
  });

  test('that cannot be written bothers nobody, and goes on when it can', async () => {
    const file = join(aHome(), 'logs');
    writeFileSync(file, '');
    const log = logIn(file);
    for (let index = 0; index < 5000; index += 1) log.note('lost', { index });
    await new Promise(setImmediate);
    expect(readFileSync(file, 'utf8')).toBe('');
    rmSync(file);
    const said = () => existsSync(join(file, 'tokenkeep.log')) && linesIn(file).join('').includes('mended');
    await vi.waitFor(() => {
      if (!said()) log.note('mended');
      expect(said()).toBe(true);
    });
  });

  test('never holds what looks like a token, wherever it was put', async () => {
    const folder = join(aHome(), 'logs');
    const values = [
      'ghp_' + '0'.repeat(36),
      'glpat-' + 'a1'.repeat(10),
      'eyJ' + 'hbGci.eyJ' + 'zdWI.c2lnbmF0dXJl',
      'Zz9' + 'q8W7'.repeat(8),
    ];
    const log = logIn(folder);
    for (const value of values)
      log.note(`event ${value}`, {
        plain: value,
        inside: `before "${value}" after`,
        url: `https://u:${value}@h/p?t=${value}`,
      });
    await vi.waitFor(() => expect(linesIn(folder)).toHaveLength(values.length));
    for (const value of values) expect(linesIn(folder).join('\n')).not.toContain(value);
  });
});

test.each([
  'checked',
  '0d6c3c1e-5f0a-4b7e-9f3e-0123456789ab',
  '2026-11-25T01:24:30.123Z',
  '/home/somebody/.local/share/tokenkeep/audit/2026-11.jsonl',
  'GET https://gitlab.example.org/api/v4/personal_access_tokens/self',
  'keyring did not answer within 2000 ms',
])('the log leaves %j as it is', (text) => {
  expect(redact(text)).toBe(text);
});

test('the log drops queries and fragments of addresses', () => {
  expect(redact('GET https://h.test/p?code=1#x done')).toBe('GET https://h.test/p done');
});
