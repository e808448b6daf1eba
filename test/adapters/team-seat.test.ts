import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSeat } from '../../main/adapters/team-seat.ts';

function aHome(): string {
  const root = mkdtempSync(join(tmpdir(), 'tokenkeep-seat-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'home'));
  return join(root, 'home');
}

function seatAt(folder: string) {
  const opened = openSeat(folder);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

test('a home keeps its seat, and each start of it knows those before', () => {
  const home = aHome();
  const [first, second, third] = [seatAt(home), seatAt(home), seatAt(home)];
  expect(new Set([first.id, second.id, third.id]).size).toBe(1);
  expect(new Set([first.instance, second.instance, third.instance]).size).toBe(3);
  expect([first.follows, second.follows, third.follows]).toEqual([
    [],
    [first.instance],
    [first.instance, second.instance],
  ]);
});

test('a copy of a home has the same seat and follows nobody, so that both are noticed', () => {
  const home = aHome();
  const first = seatAt(home);
  cpSync(home, `${home}-copy`, { recursive: true });
  const copy = seatAt(`${home}-copy`);
  expect([copy.id, copy.follows]).toEqual([first.id, []]);
});

test('one whose file is damaged is another from then on', () => {
  const home = aHome();
  const first = seatAt(home);
  writeFileSync(join(home, 'team-seat.json'), '{"id":');
  const next = seatAt(home);
  expect(next.id).not.toBe(first.id);
  expect(next.follows).toEqual([]);
});

test('it remembers only so many starts', () => {
  const home = aHome();
  for (let n = 0; n < 40; n += 1) seatAt(home);
  expect(seatAt(home).follows).toHaveLength(16);
});
