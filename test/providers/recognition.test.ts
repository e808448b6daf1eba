import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindsIn } from '../../main/domain/kind-view.ts';
import { registry } from '../../main/providers/registry.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import { promisedKinds } from '../support/issuers/table-of-kinds.ts';

const known = new Map(kindsIn(registry).map((view) => [view.id, view]));

describe('the kinds that are promised', () => {
  test('are sixty-four, and each is known', () => {
    expect(promisedKinds).toHaveLength(64);
    expect(promisedKinds.filter((id) => !known.has(id))).toEqual([]);
  });

  test.each(promisedKinds)('%s is recognised by its shape, or by what stands around it', (id) => {
    const rows = allKinds.find(({ kind }) => kind === id);
    if (rows === undefined) throw new Error('there are no rows of it');
    const [best] = registry.recognise(rows.value(), rows.context ?? {});
    expect(best?.kindId).toBe(id);
    // Where a word around it is needed, the value alone is not enough to be sure.
    const alone = registry.recognise(rows.value()).find(({ kindId }) => kindId === id);
    expect(alone?.confidence === 'high').toBe(rows.context === undefined && best?.confidence === 'high');
  });

  test('have at least 380 answers between them that are judged, six of each that anybody can be asked about', () => {
    const counts = promisedKinds.map((id) => {
      const rows = allKinds.find(({ kind }) => kind === id);
      return { id, asks: rows?.asked !== undefined, count: (rows?.answers ?? []).length + (rows?.claims ?? []).length };
    });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(380);
    expect(counts.filter(({ asks, count }) => asks && count < 6).map(({ id }) => id)).toEqual([]);
  });
});

const root = join(import.meta.dirname, '..', '..');
const lockLines = readFileSync(join(root, 'package-lock.json'), 'utf8').split('\n');

/** The same lines each time, of the sort that sources and logs are full of. */
function ordinary(count: number): readonly string[] {
  const digest = (i: number, of: string) => createHash('sha512').update(`${of} ${i}`).digest();
  const forms: readonly ((i: number) => string)[] = [
    (i) => digest(i, 'sha1').toString('hex').slice(0, 40),
    (i) => digest(i, 'sha256').toString('hex').slice(0, 64),
    (i) => digest(i, 'md5').toString('hex').slice(0, 32),
    (i) =>
      digest(i, 'uuid')
        .toString('hex')
        .slice(0, 32)
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    (i) => `sha512-${digest(i, 'sri').toString('base64')}`,
    (i) => digest(i, 'base64').toString('base64').slice(0, 40),
    (i) => digest(i, 'base64url').toString('base64url').slice(0, 43),
    (i) => digest(i, 'word').toString('base64url').slice(0, 24),
  ];
  return Array.from({ length: count }, (_one, i) => forms[i % forms.length]?.(i) ?? '');
}

/** A line as a paste would be cleaned, and each word of it. */
const valuesIn = (line: string): readonly string[] =>
  [line.trim(), ...line.split(/[\s"',:=]+/)].filter((word) => word !== '');

test('five thousand lines of lock files, digests and UUIDs look like no token for sure', () => {
  const lines = [...lockLines.slice(0, 2500), ...ordinary(2500)];
  expect(lines).toHaveLength(5000);
  const sure = lines.flatMap(valuesIn).flatMap((value) =>
    registry
      .recognise(value)
      .filter(({ confidence }) => confidence === 'high')
      .map(({ kindId }) => `${kindId}: ${value}`),
  );
  expect(sure).toEqual([]);
});

test('sessions of browsers are refused, and no token is', () => {
  const zeros = '0'.repeat(40);
  const sessions = [`xoxc-${zeros}`, `xoxd-${zeros}`, `xoxs-${zeros}`, `sk-ant-sid01-${zeros}`];
  expect(sessions.filter((value) => registry.refuses(value) === undefined)).toEqual([]);
  expect(allKinds.filter(({ value }) => registry.refuses(value()) !== undefined)).toEqual([]);
});
