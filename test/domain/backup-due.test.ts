import { expect, test } from 'vitest';
import { backupDueAt, nextBackupName, seriesName } from '../../main/domain/backup-due.ts';
import { at, DAY, HOUR, T0 } from '../support/tokens.ts';

const [day, week] = [{ backupEvery: 'day' }, { backupEvery: 'week' }] as const;

test('the first is made at once, the next a day or a week after it', () => {
  expect(backupDueAt({ backupEvery: 'off' }, undefined, T0)).toBeUndefined();
  expect(backupDueAt(day, undefined, T0)).toBe(T0);
  expect(backupDueAt(day, { series: 's', lastAt: T0 }, at(HOUR))).toBe(at(DAY));
  expect(backupDueAt(week, { series: 's', lastAt: T0 }, at(HOUR))).toBe(at(7 * DAY));
});

test('one that is overdue is made once, however long the machine was off', () => {
  expect(backupDueAt(day, { series: 's', lastAt: T0 }, at(30 * DAY))).toBe(at(30 * DAY));
});

test('one that came to nothing is tried again an hour later', () => {
  expect(backupDueAt(day, { series: 's', notBefore: at(HOUR) }, T0)).toBe(at(HOUR));
  expect(backupDueAt(day, { series: 's', notBefore: at(HOUR) }, at(HOUR))).toBe(at(HOUR));
});

test('a clock that ran years ahead when the last was made does not put off the next', () => {
  expect(backupDueAt(day, { series: 's', lastAt: at(900 * DAY) }, T0)).toBe(T0);
  expect(backupDueAt(day, { series: 's', notBefore: at(900 * DAY) }, T0)).toBe(T0);
});

test('files are numbered, so that their order is that in which they were made', () => {
  expect(nextBackupName('tokenkeep-ab', [], '2027-01-01')).toBe('tokenkeep-ab-000001-2027-01-01.age');
  const earlier = ['/b/tokenkeep-ab-000009-2031-01-01.age', '/b/tokenkeep-ab-000010-2027-01-01.age'];
  expect(nextBackupName('tokenkeep-ab', earlier, '2027-01-02')).toBe('tokenkeep-ab-000011-2027-01-02.age');
  expect(nextBackupName('tokenkeep-ab', ['/b/tokenkeep-ab-mine.age'], '2027-01-02')).toMatch(/000001/);
});

test('a series is told by a few letters and digits', () => {
  expect(seriesName('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toBe('tokenkeep-3f2504e0');
});
