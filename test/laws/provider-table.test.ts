import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providerTable, withTable } from '../../build/provider-table.ts';
import { kindsIn } from '../../main/domain/kind-view.ts';
import { registry } from '../../main/providers/registry.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

test('the README tells of each kind what the program itself tells of it', () => {
  expect(withTable(readme)).toBe(readme);
  for (const { id } of kindsIn(registry)) expect(providerTable()).toContain(`| \`${id}\` |`);
});
